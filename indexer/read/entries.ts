const MARK = /<!\[CDATA\[|<!--|<(?:[a-z][\w.-]{0,30}:)?(?:item|entry)(?=[\s/>])/gi
const CLOSING = /^\s{0,1000}<\/(?:[a-z][\w.-]{0,30}:)?(?:item|entry)\s{0,100}>/i

/** For each entry of an XML feed in its order, whether it holds nothing at all: the parser leaves such out, and with it the place of all that follow. */
export function findEmptyEntries(xml: string): boolean[] {
  const empty: boolean[] = []
  MARK.lastIndex = 0
  for (let mark = MARK.exec(xml); mark !== null; mark = MARK.exec(xml)) {
    const close = mark[0].endsWith('[') ? ']]>' : mark[0] === '<!--' ? '-->' : '>'
    const end = xml.indexOf(close, mark.index)
    if (end < 0) break
    MARK.lastIndex = end + close.length
    if (close === '>') empty.push(xml[end - 1] === '/' || CLOSING.test(xml.slice(end + 1, end + 1200)))
  }
  return empty
}
