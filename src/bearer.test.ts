import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { isNamed } from './bearer.ts'

const asks = (wanted: string, stored: string, printed = stored.split(' ').at(-1)!) => isNamed(wanted, { name: stored, printed })

for (const [wanted, stored, printed] of [
  ['Ana Ruiz', 'Ana Ruiz'], ['Ruiz', 'Ana Ruiz'], ['RUIZ, Ana', 'Ana Ruiz'], ['Ana Ruiz', 'Ruiz'], ['ana ruíz', 'Ana Ruiz'],
  ['President Ana Ruiz', 'Ana Ruiz', 'Ana Ruiz'], ['President Ruiz', 'Ana Ruiz', 'Ana Ruiz'], ['Mrs. Ruiz', 'Ana Ruiz', 'Ana Ruiz'], ['Portuguese Prime Minister Ruiz', 'Ana Ruiz', 'Ana Ruiz'],
  ['Secretary of State Ruiz', 'Ana Ruiz', 'Ana Ruiz'], ['Rep. Ana Ruiz (R-N.Y.)', 'Ana Ruiz', 'Ana Ruiz'], ['Ana Ruiz, mayor of Selwyn', 'Ana Ruiz', 'Ana Ruiz'], ['Ana Ruiz, MP', 'Ana Ruiz', 'Ana Ruiz'],
  ['Ana M. Ruiz', 'Ana Ruiz', 'Ana Ruiz'], ['Ana Ruiz', 'Ana M. Ruiz', 'Ana M. Ruiz'], ['A. Ruiz', 'Ana Ruiz', 'Ana Ruiz'], ['Ana Maria Ruiz', 'Ana Ruiz', 'Ana Ruiz'], ['J.D. Okonjo', 'JD Okonjo', 'JD Okonjo'],
  ['President Zelenskyy', 'Volodymyr Zelensky'], ['Bram Oosterveld', 'Bram Oosterveld Jr.'], ['Bram Oosterveld Jr.', 'Bram Oosterveld Jr.'], ['Bram Oosterveld Jr.', 'Oosterveld'], ['Bram Oosterveld Jr.', 'Bram Oosterveld Sr.', 'Bram Oosterveld Jr.'],
  ['Pope Lucius', 'Lucius'], ['Mohammed Okonjo', 'Muhammad Okonjo', 'Muhammad Okonjo'], ['Bishop Okonjo', 'Farida Okonjo'], ['Judge Farida Okonjo', 'Farida Okonjo'], ['Aaron Judge', 'Aaron Judge'], ['King Aldo III', 'King Aldo'], ['Ms. Ruiz', 'Ana Ruiz', 'Ms. Ruiz'], ['Mr. Ruiz', 'Carlos Ruiz'], ['Mrs. Ruiz', 'Ruiz'], ['Mrs. Carlos Ruiz', 'Carlos Ruiz'], ['Mrs. Ruiz', 'Dana Ruiz'], ['Mrs. Ruiz', 'Oluxo Ruiz'], ['Mrs. Ruiz', 'Carlos Ruiz', 'Mrs. Ruiz'], ['Howard Pope', 'Howard Pope'], ['Pope', 'Howard Pope'],
  ['Malcolm X', 'Malcolm X', 'Malcolm X'], ['Ana R.', 'Ana Ruiz', 'Ana Ruiz'], ['Howard Pope Jr.', 'Howard Pope Jr.'], ['President Ruiz', 'Ana Ruiz Haddadin'], ['Sir Bram', 'Bram Oosterveld'], ['President Xi', 'Xi Weilan', 'Xi Weilan'],
  ['J.-L. Okonjo', 'Jean-Luc Okonjo', 'Jean-Luc Okonjo'], ['J. L. Okonjo', 'Jean Luc Okonjo', 'Jean Luc Okonjo'], ['Jean-Luc Okonjo', 'J.L. Okonjo', 'J.L. Okonjo'],
  ['Charles E. Ruiz', 'Chuck Ruiz', 'Chuck Ruiz'], ['Chuck Ruiz', 'Charles E. Ruiz', 'Charles E. Ruiz'], ['Senator Bob Ruiz', 'Robert Ruiz'], ['Rob Ruiz', 'Robert Ruiz', 'Robert Ruiz'],
] as const) {
  test(`it takes '${wanted}' for ${stored}`, () => assert.is(asks(wanted, stored, printed), true))
}

for (const [wanted, stored, printed] of [
  ['Ana Ruiz', 'Carlos Ruiz'], ['President Ana Ruiz', 'Carlos Ruiz'], ['C. Ruiz', 'Ana Ruiz', 'Ana Ruiz'], ['Bram Oosterveld Jr.', 'Bram Oosterveld', 'Bram Oosterveld'], ['Ana H. W. Ruiz', 'Ana W. Ruiz', 'Ana W. Ruiz'],
  ['President Ruiz', 'Bram Oosterveld'], ['Bram Oosterveld Sr.', 'Bram Oosterveld Sr.', 'Bram Oosterveld Jr.'], ['Ruiz Haddadin', 'Ana Ruiz', 'Ana Ruiz'], ['President', 'Ana Ruiz', 'Ana Ruiz'], ['...', 'Ana Ruiz'], ['Don Okonjo', 'Farida Okonjo'],
  ['J.-P. Okonjo', 'Jean-Luc Okonjo', 'Jean-Luc Okonjo'], ['Jo Ruiz', 'Jana Odile Ruiz', 'Jana Odile Ruiz'], ['J.L. Ruiz', 'Jean-Luc Okonjo', 'Jean-Luc Okonjo'],
  ['Christine Ruiz', 'Chris Ruiz', 'Chris Ruiz'], ['Steven Ruiz', 'Stephen Ruiz', 'Stephen Ruiz'], ['Will Ruiz', 'Bill Ruiz', 'Bill Ruiz'], ['Rob Ruiz', 'Bob Ruiz', 'Bob Ruiz'], ['Chuck Ruiz', 'Charles Okonjo', 'Charles Okonjo'],
  ['Ana X', 'Ana Ruiz', 'Ana Ruiz'], ['Ana X', 'Ana Z', 'Ana Z'], ['Pope Lucius', 'Lucius Okonjo'], ['Dean Ruiz', 'Ana Ruiz', 'Ana Ruiz'], ['Bishop Okonjo', 'Bishop Ruiz', 'Bishop Ruiz'], ['Senator Brook', 'Brook Ruiz'], ['Howard Pope Jr.', 'Bram Oosterveld Jr.'], ['Coach K', 'Kim', 'Kim'],
  ['Mrs. Ruiz', 'Carlos Ruiz'], ['Congresswoman Ruiz', 'Carlos Ruiz'], ['First Lady Ruiz', 'Carlos Ruiz', 'Carlos Ruiz'], ['Mr. Ruiz', 'Ana Ruiz'], ['Mrs. Ruiz', 'Ruiz', 'Mr. Ruiz'], ['Mr. Ruiz', 'Oluxo Ruiz', 'Ms. Ruiz'],
] as const) {
  test(`it does not take '${wanted}' for ${stored}`, () => assert.is(asks(wanted, stored, printed), false))
}

test.run()
