import words from './language.json' with { type: 'json' }

/** Words and characters looked at: more do not change the answer. */
const SAMPLE_WORDS = 300
const SAMPLE_UNITS = 4000
const FEWEST_WORDS = 12
const FEWEST_LETTERS = 20

/** The language whose commonest words the text uses; null when it is too short or no language stands out. */
export function findLanguage(paragraphs: readonly string[]): string | null {
  const text = sample(paragraphs)
  if (/[\u0370-\u1fff\u2c00-\ud7ff]/.test(text)) {
    const script = findScript(text)
    if (script) return script
  }
  const found = text.toLowerCase().match(/\p{L}+/gu)?.slice(0, SAMPLE_WORDS) ?? []
  if (found.length < FEWEST_WORDS) return null
  const scores = countCommon(found).sort((a, b) => b.share - a.share)
  const [best, next] = scores
  return best && best.share >= 0.12 && best.share > (next?.share ?? 0) * 1.25 ? best.lang : null
}

const languages = new Map<string, string[]>()
for (const [lang, list] of Object.entries(words.common)) {
  for (const word of new Set(list.split(' '))) languages.set(word, [...languages.get(word) ?? [], lang])
}
const scripts = Object.entries(words.scripts).map(([lang, name]) => ({ lang, letters: new RegExp(`\\p{Script=${name}}`, 'gu') }))

function countCommon(found: readonly string[]): { lang: string; share: number }[] {
  const counts = new Map<string, number>()
  for (const word of found) for (const lang of languages.get(word) ?? []) counts.set(lang, (counts.get(lang) ?? 0) + 1)
  return [...counts].map(([lang, count]) => ({ lang, share: count / found.length }))
}

/** Scripts that one large language is written in. */
function findScript(text: string): string | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  if (letters < FEWEST_LETTERS) return null
  return scripts.find(script => (text.match(script.letters)?.length ?? 0) > letters * 0.3)?.lang ?? null
}

function sample(paragraphs: readonly string[]): string {
  let text = ''
  for (const paragraph of paragraphs) {
    text += `${paragraph.slice(0, SAMPLE_UNITS)} `
    if (text.length > SAMPLE_UNITS) break
  }
  return text.slice(0, SAMPLE_UNITS)
}
