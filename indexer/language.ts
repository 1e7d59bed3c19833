import words from './language.json' with { type: 'json' }

/** Words looked at: more do not change the answer. */
const SAMPLE = 600
const FEWEST_WORDS = 12

/** The language whose commonest words the text uses; null when it is too short or no language stands out. */
export function findLanguage(paragraphs: readonly string[]): string | null {
  const text = paragraphs.join(' ').slice(0, 6000)
  const script = findScript(text)
  if (script) return script
  const found = text.toLowerCase().match(/\p{L}+/gu)?.slice(0, SAMPLE) ?? []
  if (found.length < FEWEST_WORDS) return null
  const scores = [...lists].map(([lang, list]) => ({ lang, share: found.filter(word => list.has(word)).length / found.length }))
  scores.sort((a, b) => b.share - a.share)
  const [best, next] = scores
  return best && best.share >= 0.12 && best.share > (next?.share ?? 0) * 1.25 ? best.lang : null
}

const lists = new Map(Object.entries(words.common).map(([lang, list]) => [lang, new Set(list.split(' '))]))
const scripts = Object.entries(words.scripts).map(([lang, name]) => ({ lang, letters: new RegExp(`\\p{Script=${name}}`, 'gu') }))

/** Scripts that one large language is written in. */
function findScript(text: string): string | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  for (const script of scripts) if ((text.match(script.letters)?.length ?? 0) > letters * 0.3 && letters >= 20) return script.lang
  return null
}
