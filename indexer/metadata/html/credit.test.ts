import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { cleanAuthor } from './credit.ts'

for (const [printed, name] of [
  ['By Ada Quill', 'Ada Quill'],
  ['Ada Quill, Staff Writer | @aquill | 4 May 2020', 'Ada Quill'],
  ['Written by Ada Quill in Harbours on 4 May 2020 at 08:34 PM', 'Ada Quill'],
  ['Ada Quill May 4, 2020', 'Ada Quill'],
  ['Ada Quill 2020-05-04T20:51:19Z', 'Ada Quill'],
  ['By Ilka Kasim, 4 May 2020', 'Ilka Kasim'],
  ['Ilka Ocak 4 May 2020', 'Ilka Ocak'],
  ['Yazan Tansy', 'Yazan Tansy'],
  ['Yazan: Ilka Ocak', 'Ilka Ocak'],
  ['By Ada Quill and Tom Reed', 'Ada Quill and Tom Reed'],
  ['Von Ada Quill publiziert am 4. Mai 2020', 'Ada Quill'],
  ['By Ada Quill - 4/5/20 6:38 AM', 'Ada Quill'],
  ['Ada Quill / ELN / Updated: May 4, 2020', 'Ada Quill'],
  ['Ada Quill aquill@lantern.example', 'Ada Quill'],
  ['Ada Quill (Port Tansy)', 'Ada Quill'],
  ['Ada Quill Senior Political Editor', 'Ada Quill'],
  ['The Tansy Press', 'The Tansy Press'],
  ['Reporting by Ada Quill; Editing by Tom Reed', 'Ada Quill'],
  ['By Ada Quill, translated by Tom Reed', 'Ada Quill'],
  ['Ada Quill of the Lantern staff', 'Ada Quill'],
  ['Ada Quill Tuesday 5 March 2024', 'Ada Quill'],
  ['Ada Quill Yesterday at 10:04', 'Ada Quill'],
  ['Par Ada Quill le 5 mars 2024 à 10h00', 'Ada Quill'],
  ['Автор: Анна Перова', 'Анна Перова'],
  ['Von Quill', 'Von Quill'],
  ['By Di Quill, 4 May 2020', 'Di Quill'],
  ['von Quill', 'Quill'],
  ['ADA QUILL', 'ADA QUILL'],
  ['https://lantern.example/ada', null],
  ['javascript:alert(1)', null],
  ['admin', null],
  ['By', null],
  ['4 May 2020', null],
  ['', null]
] as const) {
  test(`it reads ${name} in "${printed}"`, () => assert.is(cleanAuthor(printed), name))
}

test.run()
