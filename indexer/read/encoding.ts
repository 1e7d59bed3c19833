export interface Decoded { text: string; encoding: string; warnings: string[] }

/** Bytes that are no text, and what they seem to be. */
export class NotTextError extends Error {
  readonly code = 'not_text'
}

/**
 * Bytes → text. A byte order mark decides, then well-formed UTF-8, then what the page declares, then the old Western encoding.
 * Throws NotTextError for pictures, documents and programs.
 */
export function decode(bytes: Uint8Array, declared: string | null = null): Decoded {
  const mark = findMark(bytes)
  if (mark) return { text: new TextDecoder(mark).decode(bytes), encoding: mark, warnings: [] }
  const wide = findWide(bytes)
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: wide, warnings: [`no byte order mark: read as ${wide}`] }
  refuseBinary(bytes)
  return decodeUtf8(bytes) ?? decodeDeclared(bytes, declared) ?? decodeBroken(bytes)
}

/** What a file of these first bytes is when it is no text; null when it may be one. */
export function findBinary(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 16)).toString('latin1')
  return SIGNATURES.find(([signature]) => head.startsWith(signature))?.[1] ?? null
}

/** The encoding a byte order mark announces. */
export function findMark(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
}

const SIGNATURES: [string, string][] = [
  ['%PDF-', 'a PDF document'], ['\x89PNG', 'a PNG picture'], ['\xff\xd8\xff', 'a JPEG picture'], ['GIF8', 'a GIF picture'],
  ['PK\x03\x04', 'a ZIP archive or office document'], ['PK\x05\x06', 'a ZIP archive'], ['\x7fELF', 'a program'], ['MZ\x90', 'a program'],
  ['RIFF', 'a sound, film or WebP picture'], ['ID3', 'a sound'], ['OggS', 'a sound'], ['SQLite format 3', 'a database'],
  ['7z\xbc\xaf', 'a 7z archive'], ['BZh', 'a bzip2 archive'], ['\xfd7zXZ', 'an xz archive'], ['\x28\xb5\x2f\xfd', 'a zstd archive'],
  ['Rar!', 'a RAR archive'], ['\xd0\xcf\x11\xe0', 'an old office document'], ['{\\rtf', 'an RTF document']
]
const SAMPLE = 65_536

/** UTF-16 without a mark: every second byte of the first thousands is zero. */
function findWide(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(bytes.length, 4096) & ~1
  if (length < 8) return null
  let even = 0
  let odd = 0
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++
    if (bytes[i + 1] === 0) odd++
  }
  const half = length / 2
  if (odd > half * 0.6 && even < half * 0.02) return 'utf-16le'
  return even > half * 0.6 && odd < half * 0.02 ? 'utf-16be' : null
}

function refuseBinary(bytes: Uint8Array): void {
  const kind = findBinary(bytes)
  if (kind) throw new NotTextError(`It is ${kind}, not text.`)
  const length = Math.min(bytes.length, SAMPLE)
  let controls = 0
  for (let i = 0; i < length; i++) if (bytes[i]! < 0x20 && !(bytes[i]! >= 0x09 && bytes[i]! <= 0x0d) && bytes[i] !== 0x1b) controls++
  if (controls > 4 && controls > length * 0.05) throw new NotTextError('It holds control bytes throughout: it is not text.')
}

function decodeUtf8(bytes: Uint8Array): Decoded | null {
  const cut = findCutCharacter(bytes)
  const strict = new TextDecoder('utf-8', { fatal: true })
  try {
    const text = strict.decode(bytes.subarray(0, bytes.length - cut))
    return { text, encoding: 'utf-8', warnings: cut === 0 ? [] : ['the file ends inside a character: it was cut short'] }
  } catch {
    return null
  }
}

/** Bytes at the end that begin a character and lack its end, where something sound stands before them. */
function findCutCharacter(bytes: Uint8Array): number {
  for (let cut = 1; cut <= 3 && cut < bytes.length; cut++) {
    const byte = bytes[bytes.length - cut]!
    if (byte < 0x80) return 0
    if (byte < 0xc0) continue
    const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return wanted > cut && bytes[bytes.length - cut - 1]! < 0xc0 ? cut : 0
  }
  return 0
}

function decodeDeclared(bytes: Uint8Array, declared: string | null): Decoded | null {
  if (!declared || /^utf-?8$/i.test(declared)) return null
  if (WESTERN.test(declared)) return { text: decodeWestern(bytes), encoding: 'windows-1252', warnings: [] }
  try {
    return { text: new TextDecoder(declared).decode(bytes), encoding: declared, warnings: [] }
  } catch {
    return null
  }
}

/**
 * Text whose characters beyond ASCII are sound UTF-8 as often as not keeps them; else it is the old Western encoding. There two letters
 * look like one of UTF-8 by chance at times ("É”"), three hardly ever do, and a burst of bad bytes is one damage.
 */
function decodeBroken(bytes: Uint8Array): Decoded {
  const text = new TextDecoder('utf-8').decode(bytes)
  let sound = 0
  let broken = 0
  let bursts = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0xfffd) {
      broken++
      if (text.charCodeAt(i - 1) !== 0xfffd) bursts++
    } else if (code > 0x7f) sound += code > 0x7ff ? 4 : 1
  }
  if (sound >= bursts && sound * 8 >= broken) return { text, encoding: 'utf-8', warnings: [`${broken} invalid bytes replaced`] }
  return { text: decodeWestern(bytes), encoding: 'windows-1252', warnings: ['not UTF-8: read as windows-1252'] }
}

const WESTERN = /^(?:windows-?1252|cp-?1252|iso-?8859-?1|latin-?1|us-ascii|ascii)$/i
/** What stands at 0x80 to 0x9f. Some versions of Node decode these bytes as controls. */
const QUOTES_AND_DASHES = '€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ'

function decodeWestern(bytes: Uint8Array): string {
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  return latin.replace(/[\x80-\x9f]/g, char => QUOTES_AND_DASHES[char.charCodeAt(0) - 0x80]!)
}
