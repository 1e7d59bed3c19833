import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { joinNumbers } from './numerals.ts'
import { toTerms } from './words.ts'

const read = (text: string) => joinNumbers(toTerms(text), text).map(term => term.term).join(' ')

const rows: [string, string][] = [
  ['1.5 million', '1500000'], ['1,500,000', '1500000'], ['one and a half million', '1500000'], ['1.5m marks', '1500000 marks'], ['£1.2bn', '1200000000'], ['half a million sheep', '500000 sheep'],
  ['a million', '1000000'], ['1.1 million', '1100000'], ['forty-two farms', '42 farms'], ['forty two', '42'], ['thirty thousand', '30000'], ['30 thousand', '30000'], ['30k', '30000'],
  ['two hundred and five men', '205 men'], ['a hundred', '100'], ['two million three hundred thousand', '2300000'], ['one hundred and twenty-one', '121'],
  ['from one hundred and two hundred', 'from 100 and 200'], ['twenty twenty', '20 20'], ['one two three', '1 2 3'], ['forty, two', '40 2'], ['20-25', '20 25'], ['two and a half years', '2.5 years'],
  ['at 10.30', 'at 10.30'], ['at 10:30', 'at 10.30'], ['the 1st and the 3rd', 'the first and the third'], ['13.02.2024', '13 02 2024'], ['192.168.0.1', '192 168 0 1'], ['10:30:05', '10 30 05'],
  ['it closed at 5. 3 came', 'it closed at 5 3 came'], ['a man', 'a man'], ['half a loaf', 'half a loaf'], ['a few hundred', 'a few hundred'], ['Boeing 737', 'boeing 737'], ['B52s', 'b52s'],
  ['no one and nobody', 'no 1 and nobody'], ['in 1968 and 2008', 'in 1968 and 2008'], ['million', 'million'],
  ['two hundred and fifty thousand', '250000'], ['between one hundred and two thousand', 'between 100 and 2000'], ['£5 bn', '5000000000'], ['5 m wide', '5 m wide'], ['zero', '0'],
  ['minus five degrees', '-5 degrees'], ['at −5 degrees', 'at -5 degrees'], ['(-1.5)', '-1.5'], ['3-5', '3 5'], ['COVID-19', 'covid 19'], ['minus points', 'minus points'],
  ['the twenty-first and the 21st', 'the 21st and the 21st'], ['a forty-second delay', 'a 40 second delay'], ['one hundred and thirty-third', '133rd'],
  ['123456789012345 million', '123456789012345000000'], ['1.50 million', '1500000'], ['0.05 million', '50000'],
]

for (const [text, expected] of rows) test(`it reads ${text} as ${expected}`, () => assert.is(read(text), expected))

test('it stays quick whatever is repeated', () => {
  for (const words of ['minus ', 'minus minus five ', 'two hundred and ', 'a ', '1.', '-1 ', 'twenty-first ']) assert.ok(joinNumbers(toTerms(words.repeat(50_000)), words.repeat(50_000)).length > 1)
})

test('it knows where a number stands', () => {
  const text = 'We spent one and a half million marks'
  const { start, end } = joinNumbers(toTerms(text), text).find(({ term }) => term === '1500000')!
  assert.is(text.slice(start, end), 'one and a half million')
})

test.run()
