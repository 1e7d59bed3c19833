import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { findQuotations } from './quotes.ts'

/** Draws the quotations of each paragraph into it: `⟦` begins one, `⟧` ends one, `⟧…` ends one that is left open. */
function draw(...paragraphs: string[]): string[] {
  return findQuotations(paragraphs).map((quotations, i) => {
    let text = paragraphs[i]!
    for (const { start, end, open } of quotations.toReversed()) text = `${text.slice(0, start)}⟦${text.slice(start, end)}⟧${open ? '…' : ''}${text.slice(end)}`
    return text
  })
}

const rows: [string, string[], string[]][] = [
  ['curly marks', ['“We are late,” Vorel said.'], ['⟦“We are late,”⟧ Vorel said.']],
  ['straight marks', ['"We are late," Vorel said. "Very late."'], ['⟦"We are late,"⟧ Vorel said. ⟦"Very late."⟧']],
  ['a mark forgotten before who says it', ['"We are late, said Anna Vorel. "We are very late."'], ['⟦"We are late,⟧ said Anna Vorel. ⟦"We are very late."⟧']],
  ['two straight apostrophes', ["''We are late,'' Vorel said."], ["⟦''We are late,''⟧ Vorel said."]],
  ['back ticks', ["``We are late,'' Vorel said."], ["⟦``We are late,''⟧ Vorel said."]],
  ['reversed marks', ['”We are late,“ Vorel said.'], ['⟦”We are late,“⟧ Vorel said.']],
  ['mixed marks', ['“We are late," Vorel said.'], ['⟦“We are late,"⟧ Vorel said.']],
  ['guillemets', ['«We are late», Vorel said.'], ['⟦«We are late»⟧, Vorel said.']],
  ['single curly marks as the first ones', ['‘We are late,’ Vorel said. ‘It’s the ferry.’'], ['⟦‘We are late,’⟧ Vorel said. ⟦‘It’s the ferry.’⟧']],
  ['single straight marks as the first ones', ["'We don't wait,' Vorel said."], ["⟦'We don't wait,'⟧ Vorel said."]],
  ['doubles within singles', ['‘He said “wait” twice,’ Vorel said.'], ['⟦‘He said “wait” twice,’⟧ Vorel said.']],
  ['singles within doubles', ['“He said ‘wait’ twice,” Vorel said.'], ['⟦“He said ‘wait’ twice,”⟧ Vorel said.']],
  ['curly marks within straight ones', ['"The “pier law” is dead.', '"The “pier law” is dead," Vorel said. "Good."'], ['⟦"The “pier law” is dead.⟧…', '⟦"The “pier law” is dead,"⟧ Vorel said. ⟦"Good."⟧']],
  ['doubles within doubles', ['“He cried “wait” twice,” Vorel said.'], ['⟦“He cried “wait” twice,”⟧ Vorel said.']],
  ['an open quotation that the next paragraph goes on with', ['“We are late.', '“Very late,” Vorel said.'], ['⟦“We are late.⟧…', '⟦“Very late,”⟧ Vorel said.']],
  ['an open quotation closed without a new opening', ['“We are late.', 'Very late,” Vorel said.'], ['⟦“We are late.⟧…', '⟦Very late,”⟧ Vorel said.']],
  ['a mark inside brackets', ['Vorel called it (“the pier”).'], ['Vorel called it (⟦“the pier”⟧).']],
  ['a plural possessive inside singles', ["The dockers called it 'the masters' law' again."], ["The dockers called it ⟦'the masters' law'⟧ again."]],
]
for (const [name, paragraphs, drawn] of rows) test(`it finds ${name}`, () => assert.equal(draw(...paragraphs), drawn))

const silent: [string, string][] = [
  ['apostrophes', 'The dockers’ strike wasn’t Vorel’s doing.'],
  ['straight apostrophes', "It's the dockers' strike, isn't it, in the '90s style of rock 'n' roll."],
  ['a name with an apostrophe', "Mara O'Dell met D’Arcy at the pier."],
  ['a nickname', 'Anna “Spanner” Vorel and Peter "The Pier" Tamm came.'],
  ['a text without marks', 'Vorel said the ferry was late.'],
]
for (const [name, text] of silent) test(`it finds nothing in ${name}`, () => assert.equal(draw(text), [text]))

test('it marks the paragraph that goes on with an open quotation', () => {
  const [, second] = findQuotations(['Vorel said: “We are late.', '“Very late.”'])
  assert.is(second![0]!.continues, true)
})

test('it reads a long run of marks without stalling', () => {
  for (const sign of ['"', "'", '“', '‘', "''"]) assert.ok(findQuotations([sign.repeat(200_000 / sign.length)]).length === 1)
})

test.run()
