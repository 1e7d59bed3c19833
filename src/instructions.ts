import data from '../config/instructions.json' with { type: 'json' }
import { toWords } from './words.ts'

const phrases = data.phrases.map(phrase => ` ${toWords(phrase)} `)

/** True when a text reads like instructions to a language model: it is still shown, with a warning beside it. */
export function looksLikeInstructions(text: string): boolean {
  const words = ` ${toWords(text)} `
  return phrases.some(phrase => words.includes(phrase)) || data.marks.some(mark => text.includes(mark))
}
