import scenes from './scenes.json' with { type: 'json' }
import { findFullDates } from './printed.ts'

/**
 * A whole sentence that describes a picture, between headline and lead: somebody "stands in front of" something "on December 6, 2025".
 * A scene in the present tense and a full date make it one; a report tells in the past.
 */
export function isSceneCaption(line: string): boolean {
  if (line.length > 500 || findFullDates(line).length === 0) return false
  const words = ` ${line.toLowerCase().replace(/[^\p{L}]+/gu, ' ')} `
  return scenes.verbs.some(verb => words.includes(` ${verb} `)) && !scenes.reports.some(verb => words.includes(` ${verb} `))
}
