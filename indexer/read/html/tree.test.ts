import { test } from 'uvu'
import * as assert from 'uvu/assert'
import fc from 'fast-check'
import { DOMParser } from 'linkedom'
import { runs } from '../../../tests/fuzz/runs.ts'
import { parsePage } from './dom.ts'
import { isElement, PageElement, PageText } from './tree.ts'
import type { PageNode } from './tree.ts'

const page = async (body: string) => (await parsePage(`<!DOCTYPE html><html><head><title>Bridge</title></head><body>${body}</body></html>`)).body

/** As much as shows the shape: tag names, texts, attributes. */
function print(node: PageNode): string {
  if (!isElement(node)) return node.textContent
  const attributes = node.attributes.map(({ name, value }) => ` ${name}=${value}`).join('')
  return `<${node.localName}${attributes}>${node.childNodes.map(print).join('')}</${node.localName}>`
}

/** Every link between nodes read in both directions. */
function check(element: PageElement): void {
  const forward = element.childNodes
  const backward: PageNode[] = []
  for (let child = element.lastChild; child !== null; child = child.previousSibling) backward.unshift(child)
  assert.ok(forward.length === backward.length && forward.every((node, i) => node === backward[i] && node.parentNode === element), print(element))
  forward.filter(isElement).forEach(check)
}

for (const [html, shape] of [
  ['<p>One<p>Two', '<body><p>One</p><p>Two</p></body>'],
  ['<ul><li>One<li>Two</ul>', '<body><ul><li>One</li><li>Two</li></ul></body>'],
  ['<p class="a">A<br>b</p>', '<body><p class=a>A<br></br>b</p></body>'],
  ['<div>A</span>b</div></div></div>c', '<body><div>Ab</div>c</body>'],
  ['<a href="?a=1&amp;b=2" HREF="x">A &amp; b</a>', '<body><a href=?a=1&b=2 HREF=x>A & b</a></body>'],
  ['', '<body></body>']
] as const) {
  test(`it makes ${shape} of ${html}`, async () => {
    const body = await page(html)
    assert.is(print(body), shape)
    check(body)
  })
}

test('it gives a page without html, head or body all three', async () => {
  for (const html of ['', 'text', '<p>text', '<html>', '<html><head><title>A']) {
    const { documentElement, head, body, title } = await parsePage(html)
    assert.equal([documentElement.localName, head.localName, body.parentNode === documentElement], ['html', 'head', true], html)
    assert.type(title, 'string')
  }
})

test('it knows the text of an element after each change below it', async () => {
  const body = await page('<div><p>One <b>two</b></p><p>three</p></div>')
  const [first, second] = body.querySelectorAll('p') as [PageElement, PageElement]
  const div = body.querySelector('div')!
  assert.is(body.textContent, 'One twothree')
  first.querySelector('b')!.remove()
  assert.equal([first.textContent, body.textContent], ['One ', 'One three'])
  second.appendChild(new PageText('!'))
  assert.is(body.textContent, 'One three!')
  div.replaceChild(new PageText('None, '), first)
  assert.equal([div.textContent, first.parentNode], ['None, three!', null])
  body.appendChild(second)
  assert.equal([div.textContent, body.textContent], ['None, ', 'None, three!'])
  second.replaceWith(div)
  assert.equal([print(body), body.textContent], ['<body><div>None, </div></body>', 'None, '])
  check(body)
})

test('it knows a long text after a change far below', async () => {
  const body = await page(`<div><div><p>${'word '.repeat(8000)}</p><p id=last>end</p></div></div>`)
  assert.is(body.textContent.length, 40_003)
  body.querySelectorAll('p')[1]!.remove()
  assert.is(body.textContent.length, 40_000)
})

test('it finds elements by tag names in reading order, in any case', async () => {
  const body = await page('<h2>A</h2><div><h1>B</h1><span>no</span></div><h2>C</h2>')
  assert.equal(body.querySelectorAll('H1, h2').map(element => element.textContent), ['A', 'B', 'C'])
  assert.is(body.querySelector('h1')?.textContent, 'B')
  assert.is(body.querySelector('table'), null)
  assert.equal(body.getElementsByTagName('body').length, 0)
})

test('it walks elements past texts', async () => {
  const body = await page('a<p>b</p>c<p>d</p>e')
  assert.equal([body.firstElementChild?.textContent, body.firstElementChild?.nextElementSibling?.textContent, body.children.length, body.childNodes.length], ['b', 'd', 2, 5])
  assert.is(body.firstElementChild?.nextElementSibling?.nextElementSibling, null)
})

test('it says each class once, and what an attribute is called in no prototype', async () => {
  const [element] = (await page('<p class=" a  b\na " id="x" style="color:red; display : none">A</p>')).children as [PageElement]
  assert.equal([element.className, element.id, element.style.display], ['a b', 'x', 'none'])
  element.className = 'c'
  assert.equal([element.className, element.getAttribute('class')], ['c', 'c'])
  element.removeAttribute('class')
  assert.equal([element.className, element.hasAttribute('class'), element.getAttribute('constructor'), element.hasAttribute('toString')], ['', false, null, false])
})

test('it sets again what was kept, whatever happened to it', async () => {
  const body = await page('<p class="a">One <b>two</b></p>three')
  const shape = print(body)
  const kept = body.innerHTML
  body.querySelector('p')!.className = 'changed'
  body.querySelector('b')!.remove()
  for (let i = 0; i < 2; i++) {
    body.innerHTML = kept
    assert.equal([print(body), body.textContent], [shape, 'One twothree'])
    body.querySelector('b')!.remove()
    check(body)
  }
})

const piece = fc.constantFrom('<p>', '</p>', '<div class="a b">', '</div>', '<li>', '<ul>', '</ul>', '<table>', '<tr>', '<td>', '</table>', '<br>', '</br>', '<h1 id=x>', '</h1>', '<a href="?a&amp;b">', '</a>', '<b>', '</i>',
  'words', ' ', '&amp;', '&#x201c;', '<input>', '<span/>', '<option>', '<dd>', '<dt>', '<form>', '<select>')

/** The same shape read off the full DOM that tests have. */
function printFull(node: { nodeType: number; localName: string; textContent: string; childNodes: Iterable<never> }): string {
  return node.nodeType === 1 ? `<${node.localName}>${[...node.childNodes].map(printFull).join('')}</${node.localName}>` : node.textContent
}

test('it makes the tree that a full DOM makes, and keeps it whole through changes', async () => {
  const bare = (node: PageNode): string => isElement(node) ? `<${node.localName}>${node.childNodes.map(bare).join('')}</${node.localName}>` : node.textContent
  await fc.assert(fc.asyncProperty(fc.array(piece, { maxLength: 40 }), fc.array(fc.nat(), { maxLength: 8 }), async (pieces, picks) => {
    const html = `<!DOCTYPE html><html><head></head><body>${pieces.join('')}</body></html>`
    const body = (await parsePage(html)).body
    assert.is(bare(body), printFull(new DOMParser().parseFromString(html, 'text/html').body as never))
    for (const pick of picks) {
      const elements = body.querySelectorAll(pieces.length % 2 === 0 ? 'p, div, b, a' : 'li, td, span, h1, p')
      const [one, other] = [elements[pick % elements.length], elements[(pick * 7) % elements.length]]
      if (one !== undefined && other !== undefined && !one.querySelectorAll(other.localName).includes(other) && one !== other) pick % 3 === 0 ? one.remove() : other.appendChild(one)
      assert.is(body.textContent, body.childNodes.map(bare).join('').replace(/<[^<>]*>/g, ''))
      check(body)
    }
  }), { numRuns: runs() })
})

test.run()
