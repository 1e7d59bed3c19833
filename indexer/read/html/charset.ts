/** How far into a page a charset declaration is looked for; browsers stop at 1,024. */
const REACH = 4096

/**
 * The encoding a saved page declares, in lower case: byte order mark first, then `<meta charset>` or the
 * `charset=` of a `<meta http-equiv>`. Null when it declares none. The declaration may lie: that is for the decoder to find.
 */
export function findCharset(bytes: Uint8Array): string | null {
  return findMark(bytes) ?? findDeclared(Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, REACH)).toString('latin1'))
}

function findMark(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return null
}

function findDeclared(head: string): string | null {
  const xml = /^\s{0,20}<\?xml[^>]{0,200}encoding\s?=\s?["']([\w-]{2,40})/i.exec(head)
  for (const [tag] of head.matchAll(/<meta\b[^<>]{0,400}>/gi)) {
    const declared = /charset\s{0,5}=\s{0,5}["']?\s{0,5}([\w:.+-]{2,40})/i.exec(tag)
    // A page whose declaration could be read as ASCII is not UTF-16, whatever it says.
    if (declared) return declared[1]!.toLowerCase().replace(/^utf-?16(?:le|be)?$/, 'utf-8')
  }
  return xml ? xml[1]!.toLowerCase() : null
}
