import type { Range } from '../../article.ts'
import { toPieces, type Piece } from '../../snippet.ts'

/** A text with its matches marked; nothing in it is markup. */
export function Marked({ pieces }: { pieces: readonly Piece[] }) {
  return <>{pieces.map(piece => piece.marked ? <mark>{piece.text}</mark> : piece.text)}</>
}

export function MarkedText({ text, ranges }: { text: string; ranges: readonly Range[] }) {
  return <Marked pieces={toPieces(text, ranges)} />
}

/** The language of a text, where a browser can make use of it. */
export function langOf(lang: string | null): { lang?: string } {
  return lang !== null && /^[a-z]{2,3}$/.test(lang) ? { lang } : {}
}
