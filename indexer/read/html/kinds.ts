/** What a node is, by the numbers the DOM has for it. */
export const ELEMENT = 1
export const TEXT = 3
