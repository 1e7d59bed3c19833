/** Parsers recurse: far beyond this they overflow the stack or take minutes. No real page was seen above 90. */
export const DEPTH_LIMIT = 512

const VOID = new Set([
  'area', 'base', 'basefont', 'br', 'col', 'command', 'embed', 'frame', 'hr', 'img', 'input', 'isindex', 'keygen', 'link', 'meta',
  'param', 'source', 'track', 'wbr'
])
const CLOSES_P = new Set([
  'address', 'article', 'aside', 'blockquote', 'details', 'div', 'dl', 'fieldset', 'figcaption', 'figure', 'footer', 'form', 'h1', 'h2',
  'h3', 'h4', 'h5', 'h6', 'header', 'main', 'nav', 'ol', 'p', 'pre', 'section', 'table', 'ul'
])
const CLOSES: Record<string, string[]> = {
  li: ['li'], dd: ['dd', 'dt'], dt: ['dd', 'dt'], tr: ['tr', 'th', 'td'], td: ['th', 'td'], th: ['th'], option: ['option']
}
const NOTHING: string[] = []
const PARAGRAPH = ['p']

/** Follows the parser's own rules for tags that close others, so that `<p>` after `<p>` is not taken for nesting. */
export class Nesting {
  /** The deepest met; counting stops above the limit. */
  depth = 0
  #stack: string[] = []

  open(name: string): void {
    if (this.depth > DEPTH_LIMIT || VOID.has(name)) return
    const stack = this.#stack
    const closes = CLOSES_P.has(name) ? PARAGRAPH : Object.hasOwn(CLOSES, name) ? CLOSES[name]! : NOTHING
    while (stack.length > 0 && closes.includes(stack[stack.length - 1]!)) stack.pop()
    stack.push(name)
    if (stack.length > this.depth) this.depth = stack.length
  }

  close(name: string): void {
    if (this.depth > DEPTH_LIMIT) return
    const at = this.#stack.lastIndexOf(name)
    if (at >= 0) this.#stack.length = at
  }
}
