import type { Range } from '../../article.ts'
import { toPieces } from '../../snippet.ts'

/** A word the other text does not hold: marked for the eye, and said to those who listen. */
export function Only({ side, text }: { side: 'left' | 'right'; text: string }) {
  if (side === 'left') return <del><span class="quiet">[only here: </span>{text}<span class="quiet">]</span></del>
  return <ins><span class="quiet">[only here: </span>{text}<span class="quiet">]</span></ins>
}

/** A text with the words that only it holds. */
export function Differing({ text, only, side }: { text: string; only: readonly Range[]; side: 'left' | 'right' }) {
  return <>{toPieces(text, only).map(piece => piece.marked ? <Only side={side} text={piece.text} /> : piece.text)}</>
}
