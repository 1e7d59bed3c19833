/**
 * Text as everything else may rely on it: NFC, `\n` line ends, no character that is invisible, turns text around, carries
 * hidden tags or means something only to one font. Printed typos stay. Pure, linear in the length, safe to repeat.
 */
export function cleanText(text: string): string {
  if (PLAIN.test(text)) return text
  return text.replace(LONE, '\ufffd').replace(BREAKS, '\n').replace(HIDDEN, '').normalize('NFC')
}

/** One line of clean text: every run of white space is one space. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim()
}

const PLAIN = /^[\n\t\x20-\x7e]*$/
/** Half a surrogate pair, as JSON escapes can write it. */
const LONE = /\p{Surrogate}/gu
const BREAKS = /\r\n?|[\v\f\x85\u2028\u2029]/g
/** Controls, soft hyphen, zero width, bidi marks and overrides, annotation, noncharacters, private use, tags. */
const HIDDEN = new RegExp('[\\x00-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180e' +
  '\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb\\ufdd0-\\ufdef\\ufffe\\uffff' +
  '\\p{Co}\\u{1fffe}\\u{1ffff}\\u{e0000}-\\u{e0fff}]', 'gu')
