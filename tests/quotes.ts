import { evident, hashText, nothing, paragraphId, type IndexedArticle, type Paragraph, type Speaker } from '../src/article.ts'
import { articleId } from './corpus.ts'

/** Who speaks, by the letter that stands for them. */
export const people = { A: 'Ana Ruiz', B: 'Bram Oosterveld', C: 'Carlos Ruiz', D: 'Dalia Haddadin', E: 'Volodymyr Zelensky', F: 'Farida Okonjo', G: 'Bram Oosterveld Jr.', H: 'Ilse Varga Jr.' } as const
type Letter = keyof typeof people

/** `{A:“Words,”} she said. {A:“More.”}`: quotations with the letter of their speaker; `{B~}` in front: reported speech of theirs. */
function makeParagraph(article: string, n: number, drawn: string, copy?: string): Paragraph {
  const speakers = new Map<string, Speaker>()
  const speakerOf = (letter: string) => {
    const name = people[letter as Letter]
    if (!speakers.has(name)) speakers.set(name, { name, printed: name.split(' ').at(-1)!, basis: 'named', quotes: [] })
    return speakers.get(name)!
  }
  let text = ''
  for (const part of drawn.split(/(\{[A-H][:~][^{}]*\})/)) {
    const match = /^\{([A-H])([:~])([^{}]*)\}$/.exec(part)
    if (!match) text += part
    else if (match[2] === '~') speakerOf(match[1]!)
    else {
      speakerOf(match[1]!).quotes.push({ start: text.length, end: text.length + match[3]!.length })
      text += match[3]
    }
  }
  const id = paragraphId(article, n)
  return { id, n, text, hash: hashText(text), section: null, speakers: [...speakers.values()], mentions: [], copy: copy ?? id }
}

function makeArticle(number: number, outlet: string, published: string, drawn: (string | [string, string])[]): IndexedArticle {
  const id = articleId(number)
  const known = (value: string) => evident(value, 'given' as const)
  const paragraphs = drawn.map((one, i) => typeof one === 'string' ? makeParagraph(id, i + 1, one) : makeParagraph(id, i + 1, one[0], one[1]))
  return {
    id, title: known(`${outlet} ${number}`), displayTitle: `${outlet} ${number}`, outlet: known(outlet), agency: nothing, republisher: nothing, byline: nothing, dateline: nothing,
    published: known(published), url: known(`https://example.org/${number}`), lang: 'en', story: id, paragraphs,
  }
}

export const quoteNews: IndexedArticle[] = [
  makeArticle(1, 'Example Times', '2025-03-04', [
    '{A:“We will keep the security guarantees for as long as the harbour needs them,”} said Ana Ruiz, the envoy.',
    '{A:“We do not accept a line drawn through the middle of our town,”} she said. {A:“No council could.”}',
    'The envoy arrived on a fishing boat at noon and left before the lamps were lit along the quay.',
    '{B~}Bram Oosterveld told the council that the dredging would be paid for by the province alone.',
  ]),
  makeArticle(2, 'Other Post', '2025-03-02', [
    ['{A:“We will keep the security guarantees for as long as the harbour needs them,”} said envoy Ana Ruiz.', `${articleId(1)}-p1`],
    '{B:“The bridge will open in May or it will not open at all,”} Bram Oosterveld said. {B:“I have promised nothing else.”}',
    '{C:“My sister and I have never agreed about the ferry timetable,”} said Carlos Ruiz, who runs the kiosk.',
  ]),
  makeArticle(3, 'Selwyn Gazette', '2025-04-11', [
    '{D:“There is no honour in a colourless programme that nobody has organised,”} Dalia Haddadin told the Gazette.',
    '{D:“He asked me ‘who pays for the pilots?’ and I had no answer,”} Haddadin said.',
    '{E:“Kyiv will stand beside every harbour that stands beside us,”} said Zelensky.',
    '{F:“Nobody in this chamber has read the contract from beginning to end,} ',
    '{F:“and nobody will be able to say later that they were not warned,”} said Farida Okonjo.',
  ]),
  makeArticle(4, 'Example Times', '2025-05-20', [
    '{F:“The price of salt has doubled since January, and it will double again before the herring come,”} said Okonjo. {F:“Ask the fishermen.”}',
    '{B:“The bridge will open in May or it will not open at all,”} repeated Oosterveld, whom {D:“nobody believes any more,”} as Haddadin put it.',
    'Those who waited on the pier that morning counted thirty-one boats, one more than the harbour master had in his book.',
    '{D:“I told them plainly that the ferry must run on Sundays, that the fare must not rise,”} said Haddadin, {D:“and that children travel free.”}',
    '{G:“My father never learned to swim,”} the younger Oosterveld said. {H:“Nor did anybody else in this town,”} said Varga.',
    '{B:“Co-operation with the pilots has cost us twenty-five per cent of 10,000 crowns, and I cannot pay it,”} Oosterveld said.',
  ]),
]

/** Seventy who are told of in common words, and one at the end of May who says them, later once more. */
export const commonNews: IndexedArticle[] = [
  ...Array.from({ length: 70 }, (_, i) => makeArticle(100 + i, 'Example Times', '2025-01-10', [`They know that we have to go on, the paper said of guild ${i}, and so we have to go on here.`])),
  makeArticle(200, 'Other Post', '2025-05-31', ['It was late when the last boat came in and the lamps had long been lit, but “we have to go on, whatever the weather may bring,” was all {C:“that we have to go on”} meant, {C:“we have to go on,”} said Carlos Ruiz.']),
  makeArticle(201, 'Other Post', '2025-06-30', ['{C:“We have to go on,”} Ruiz repeated.']),
]

/** What one paper prints as said and another as denied. */
export const deniedNews: IndexedArticle[] = [
  makeArticle(300, 'Example Times', '2025-07-01', ['{B:“The pilots are a nuisance we inherited,”} Bram Oosterveld told the guests.', '{C:“I will never sell the kiosk to the pilots,”} said Carlos Ruiz.', '{A:“The fare will rise in spring again,”} said Ana Ruiz.', '{F:“The fare will fall in spring again,”} said Farida Okonjo.']),
  makeArticle(301, 'Other Post', '2025-07-03', ['Bram Oosterveld denied having called {B:“the pilots a nuisance we inherited”} and left.', 'Oosterveld denied that he ever said {B:“the pilots are a nuisance”}.', 'Dalia Haddadin denied telling anyone to {D:“burn the blue ledger”}.']),
]

export interface Case { name: string; text: string; speaker: string | null; verdict: string }

interface True { by: Letter; text: string; changed: [string, string]; dropped: string; added: [string, string]; paraphrase: string }

/** Quotations with one word to exchange, one to drop and one to add, and the same said in other words. */
const quotations: True[] = [
  { by: 'A', text: 'We will keep the security guarantees for as long as the harbour needs them', changed: ['security', 'safety'], dropped: 'long ', added: ['keep', 'always keep'], paraphrase: 'The guarantees are going to stay in place while the port still requires protection' },
  { by: 'A', text: 'We do not accept a line drawn through the middle of our town', changed: ['accept', 'want'], dropped: 'not ', added: ['line', 'red line'], paraphrase: 'A border that cuts the town in two is something the delegation refuses' },
  { by: 'B', text: 'The bridge will open in May or it will not open at all', changed: ['May', 'June'], dropped: 'not ', added: ['bridge', 'old bridge'], paraphrase: 'Either they finish the bridge by May or the project is dead' },
  { by: 'C', text: 'My sister and I have never agreed about the ferry timetable', changed: ['sister', 'brother'], dropped: 'never ', added: ['ferry', 'new ferry'], paraphrase: 'The siblings are always quarrelling over when ferries should leave' },
  { by: 'D', text: 'There is no honour in a colourless programme that nobody has organised', changed: ['nobody', 'somebody'], dropped: 'no ', added: ['a', 'such a'], paraphrase: 'A dull plan without any organisation brings credit to no one' },
  { by: 'D', text: 'He asked me who pays for the pilots and I had no answer', changed: ['pays', 'asks'], dropped: 'no ', added: ['pilots', 'harbour pilots'], paraphrase: 'I could not tell him where the money for pilots comes from' },
  { by: 'E', text: 'Kyiv will stand beside every harbour that stands beside us', changed: ['every', 'each'], dropped: 'every ', added: ['will', 'will always'], paraphrase: 'Ukraine helps those ports which help Ukraine' },
  { by: 'F', text: 'The price of salt has doubled since January, and it will double again before the herring come', changed: ['January', 'February'], dropped: 'again ', added: ['it', 'it surely'], paraphrase: 'Salt costs twice what it did at New Year and will cost far more by the herring season' },
  { by: 'F', text: 'Nobody in this chamber has read the contract from beginning to end', changed: ['contract', 'treaty'], dropped: 'Nobody ', added: ['contract', 'whole contract'], paraphrase: 'Not one member of the council knows everything the agreement says' },
  { by: 'D', text: 'I told them plainly that the ferry must run on Sundays, that the fare must not rise', changed: ['Sundays', 'Mondays'], dropped: 'not ', added: ['fare', 'child fare'], paraphrase: 'Haddadin demanded Sunday sailings without any increase in what passengers pay' },
]

function variants(quote: True): Case[] {
  const speaker = people[quote.by]
  const other = quote.by === 'B' ? people.F : people.B
  const words = quote.text.split(' ')
  const make = (name: string, text: string, verdict: string, by: string | null = speaker): Case => ({ name: `${name}: ${text}`, text, speaker: by, verdict })
  return [
    make('as printed', quote.text, 'exact'),
    make('with no speaker asked for', quote.text, 'exact', null),
    make('by surname alone', quote.text, 'exact', speaker.split(' ').at(-1)!),
    make('in capitals', quote.text.toUpperCase(), 'exact'),
    make('with other marks', `"${quote.text.replaceAll(',', ' –')}..."`, 'exact'),
    make('a part of it', words.slice(1, 7).join(' '), 'exact'),
    make('one word changed', quote.text.replace(quote.changed[0], quote.changed[1]), 'near'),
    make('one word dropped', quote.text.replace(quote.dropped, ''), quote.text.startsWith(quote.dropped) ? 'exact' : 'near'),
    make('one word added', quote.text.replace(quote.added[0], quote.added[1]), 'near'),
    make('by somebody else', quote.text, 'other_speaker', other),
    make('by somebody else, one word changed', quote.text.replace(quote.changed[0], quote.changed[1]), 'other_speaker', other),
    make('in other words', quote.paraphrase, 'not_found'),
    make('in other words, no speaker', quote.paraphrase, 'not_found', null),
    make('with the rest made up', `${words.slice(0, 6).join(' ')} while pigs grow wings above the quiet lighthouse every Tuesday evening`, 'partial'),
  ]
}

export const cases: Case[] = [
  ...quotations.flatMap(variants),
  ...([
    ['broken by "she said"', 'We do not accept a line drawn through the middle of our town. No council could.', 'Ana Ruiz', 'exact'],
    ['broken by "he said"', 'The bridge will open in May or it will not open at all. I have promised nothing else.', 'Bram Oosterveld', 'exact'],
    ['broken by a name', 'I told them plainly that the ferry must run on Sundays, that the fare must not rise and that children travel free', 'Haddadin', 'exact'],
    ['over two paragraphs', 'Nobody in this chamber has read the contract from beginning to end, and nobody will be able to say later that they were not warned', 'Farida Okonjo', 'exact'],
    ['over two paragraphs, one word changed', 'Nobody in this chamber has read the contract from beginning to end, and nobody will be able to claim later that they were not warned', 'Farida Okonjo', 'near'],
    ['over two paragraphs, by somebody else', 'Nobody in this chamber has read the contract from beginning to end, and nobody will be able to say later that they were not warned', 'Ana Ruiz', 'other_speaker'],
    ['told by the paper over two paragraphs', 'said Ana Ruiz, the envoy. We do not accept a line drawn through the middle of our town', 'Bram Oosterveld', 'unattributed'],
    ['with its own marks and "said"', '“No council could,” said Ana Ruiz.', 'Ana Ruiz', 'exact'],
    ['with its own marks around all', '“We do not accept a line drawn through the middle of our town,” she said.', 'Ruiz', 'exact'],
    ['nested marks left out', 'who pays for the pilots', 'Dalia Haddadin', 'exact'],
    ['nested marks of another kind', 'He asked me "who pays for the pilots?" and I had no answer', 'Dalia Haddadin', 'exact'],
    ['American spelling', 'There is no honor in a colorless program that nobody has organized', 'Dalia Haddadin', 'exact'],
    ['another spelling of a place', 'Kiev will stand beside every harbor that stands beside us', 'Volodymyr Zelensky', 'exact'],
    ['another spelling of the speaker', 'Kyiv will stand beside every harbour that stands beside us', 'Zelenskyy', 'exact'],
    ['two sentences joined, one between left out', 'The bridge will open in May. Ask the fishermen about the herring and the salt and the price of ferries too.', 'Bram Oosterveld', 'partial'],
    ['two people joined', 'The bridge will open in May or it will not open at all and the price of salt has doubled since January', 'Bram Oosterveld', 'partial'],
    ['told by the paper', 'arrived on a fishing boat at noon and left before the lamps were lit', 'Ana Ruiz', 'unattributed'],
    ['told by the paper, no speaker', 'arrived on a fishing boat at noon and left before the lamps were lit', null, 'unattributed'],
    ['reported, not quoted', 'the dredging would be paid for by the province alone', 'Bram Oosterveld', 'unattributed'],
    ['counted by the paper', 'counted thirty-one boats, one more than the harbour master had in his book', null, 'unattributed'],
    ['another of the same surname', 'My sister and I have never agreed about the ferry timetable', 'Ana Ruiz', 'other_speaker'],
    ['another of the same surname, turned', 'We will keep the security guarantees for as long as the harbour needs them', 'Carlos Ruiz', 'other_speaker'],
    ['a few words by another inside', 'nobody believes any more', 'Haddadin', 'exact'],
    ['a few words by another inside, asked of the first', 'nobody believes any more', 'Oosterveld', 'other_speaker'],
    ['said by nobody', 'The lighthouse keeper sold his violin to a passing circus', 'Ana Ruiz', 'not_found'],
    ['said by nobody, no speaker', 'The lighthouse keeper sold his violin to a passing circus', null, 'not_found'],
    ['stop words only', 'it is what it is and that is that', null, 'not_found'],
    ['the same words in another order', 'The harbour needs the security guarantees as long as we keep them', 'Ana Ruiz', 'not_found'],
    ['somebody unknown', 'Ask the fishermen', 'Nobody Atall', 'other_speaker'],
    ['three words', 'Ask the fishermen', 'Farida Okonjo', 'exact'],
    ['three words, one changed', 'Ask the sailors', 'Farida Okonjo', 'not_found'],
    ['a hyphen left out', 'Cooperation with the pilots has cost us twenty five percent of 10000 crowns', 'Bram Oosterveld', 'exact'],
    ['two words written as one, a hyphen added', 'cost us twenty-five percent of 10,000 crowns and I can not pay it', 'Bram Oosterveld', 'exact'],
    ['a number changed', 'Co-operation with the pilots has cost us twenty-five percent of 20,000 crowns', 'Bram Oosterveld', 'near'],
    ['characters that do not show', 'Co-opera\u00adtion with the\u200b pilots has cost us', 'Bram Oosterveld', 'exact'],
    ['by a title and a surname', 'Kyiv will stand beside every harbour that stands beside us', 'President Zelenskyy', 'exact'],
    ['by a title and a full name', 'My sister and I have never agreed about the ferry timetable', 'Deputy Mayor Carlos J. Ruiz', 'exact'],
    ['told, with the teller', '“My sister and I have never agreed about the ferry timetable,” Carlos Ruiz told the Post.', null, 'exact'],
    ['marks inside the sentence', 'We must always say “nobody believes any more” aloud', 'Haddadin', 'not_found'],
    ['by the son of the one asked for', 'My father never learned to swim', 'Bram Oosterveld', 'other_speaker'],
    ['by the son', 'My father never learned to swim', 'Bram Oosterveld Jr.', 'exact'],
    ['by a junior whose father never speaks', 'Nor did anybody else in this town', 'Ilse Varga', 'exact'],
    ['four words', 'nobody believes any more', 'Dalia Haddadin', 'exact'],
    ['two words turned', 'No parliament', null, 'not_found'],
    ['five words, one changed', 'I have promised anything else', 'Bram Oosterveld', 'near'],
    ['too many words changed', 'We must keep most security promises while any of the town needs them', 'Ana Ruiz', 'not_found'],
  ] as const).map(([name, text, speaker, verdict]) => ({ name: `${name}: ${text}`, text, speaker, verdict })),
]
