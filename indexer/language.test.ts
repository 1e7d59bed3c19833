import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { findLanguage } from './language.ts'

const rows: [string, string | null][] = [
  ['The harbour council voted on Tuesday to rebuild the old ferry pier, and the mayor said that it would be ready by the summer.', 'en'],
  ['Der Hafenrat hat am Dienstag beschlossen, die alte Landungsbrücke wieder aufzubauen, und der Bürgermeister ist damit nicht zufrieden.', 'de'],
  ['Le conseil du port a voté mardi pour que la vieille jetée soit reconstruite, et le maire est dans une situation difficile avec les pêcheurs.', 'fr'],
  ['El consejo del puerto votó el martes por la reconstrucción del viejo muelle y el alcalde dijo que no se iba a esperar más para las obras.', 'es'],
  ['Портовый совет решил во вторник, что старый причал будет построен заново, и мэр сказал, что это не может больше ждать.', 'ru'],
  ['港務委員會星期二決定重建舊渡輪碼頭，市長說這項工程不能再等了，居民也都同意。', 'zh'],
  ['Oakmere 12 34 56', null],
  ['Quill Brandt Reed Oakmere Ferry Pier Lamp Bell Plank Storm Harbour Council Mayor', null]
]

for (const [text, lang] of rows) test(`it takes "${text.slice(0, 24)}…" for ${lang}`, () => assert.is(findLanguage([text]), lang))

test.run()
