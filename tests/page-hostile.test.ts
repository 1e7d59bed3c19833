import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { parseHTML } from 'linkedom'
import { evident, type IndexedArticle } from '../src/article.ts'
import { openGate } from './app.ts'
import { articleId, makeArticle, news } from './corpus.ts'
import { hostileTexts } from './hostile.ts'

// The library of a browser's types would reach the whole program.
const parse = (html: string): any => parseHTML(html).document

/** Each text in every field that is stored. */
const hostile: IndexedArticle[] = hostileTexts.map((text, i) => {
  const article = makeArticle(i + 1, {
    title: `needle ${text}`, outlet: text.trim(), agency: text.trim(), lang: text, published: '2025-01-01', url: i % 2 ? text : `https://example.org/?q=${text}`, story: i % 3 === 1 ? i : i + 1,
    paragraphs: [{ text: `before needle ${text} needle after`, section: text, speakers: [text.trim()] }, `${text}needle${text}`, 'x '.repeat(60) + text + ' needle ' + text + ' y'.repeat(60)],
  })
  const value = evident(text, 'byline', text)
  return { ...article, byline: value, dateline: value, republisher: value }
})
const ELEMENTS = new Set(('html head meta title link script body a header nav main aside section article footer div span p ul ol li h1 h2 dl dt dd details summary pre code table caption thead tbody tr th td fieldset legend ' +
  'form search label input textarea button q s b em del ins strong h3 h4 strong bdi mark time svg g rect').split(' '))
const ATTRIBUTES = new Set(('id class href rel type title lang dir name value form action method for role tabindex open charset content src placeholder maxlength minlength min max autocomplete enterkeyhint checked datetime scope ' +
  'rows cols required viewbox width height x y preserveaspectratio').split(' '))

/** Nothing but what the page itself is made of; links stay here or lead to web pages. */
function checkPage(html: string, path: string): void {
  const page = parse(html)
  assert.is(page.querySelectorAll('script').length, 1, path)
  for (const element of page.querySelectorAll('*')) {
    const name = element.tagName.toLowerCase()
    assert.ok(ELEMENTS.has(name), `${path}: <${name}>`)
    for (const { name: attribute, value } of element.attributes) {
      assert.ok(ATTRIBUTES.has(attribute.toLowerCase()) || /^(aria|data)-[a-z]+$/.test(attribute), `${path}: ${attribute} of <${name}>`)
      if (attribute === 'href' || attribute === 'src' || attribute === 'action') assert.match(value, /^(\/(?![/\\])|#|https?:\/\/[^\s"'<>\\]+$)/, path)
    }
  }
}

test('it lets nothing run that is not its own', async () => {
  const gate = await openGate(news)
  for (const [path, status] of [['/', 200], ['/?q=harbour', 200], ['/?from=x', 400], ['/articles/a0000000000000001', 200], ['/articles/nothing', 404], ['/verify', 200], ['/speakers/Ana%20Ruiz', 200], ['/speakers/Nobody', 404], [`/articles/${articleId(1)}/compare/${articleId(2)}`, 200], ['/nowhere', 404]] as const) {
    const answer = await gate.get(path, { accept: 'text/html' })
    assert.is(answer.status, status)
    const policy = answer.headers.get('content-security-policy') ?? ''
    assert.match(policy, /(^|; )default-src 'self'(;|$)/)
    assert.not.match(policy, /unsafe|\*|data:|https?:/)
    const page = parse(answer.text)
    assert.is(page.querySelectorAll('style, [style], script:not([src]), iframe, object, embed, base').length, 0, path)
    for (const one of page.querySelectorAll('[src], link')) assert.match(one.getAttribute('src') ?? one.getAttribute('href') ?? '', /^\/[^/]/)
  }
})


test('it shows any stored text as text', async () => {
  const gate = await openGate(hostile, { DEADLINE_MS: '60000' })
  const paths = ['/', ...[1, 2].map(page => `/?q=needle&page_size=100&page=${page}&facet_limit=100&copies=show`), '/?sort=newest&find_outlet=x', '/?q=zzzqqq', ...hostile.slice(0, 20).flatMap((one, i) => [`/verify?text=${encodeURIComponent(`before ${hostileTexts[i]} after`)}`, `/articles/${one.id}/compare/${hostile[i + 1]!.id}`]), ...hostile.map(one => `/articles/${one.id}?q=needle`)]
  let shown = 0
  for (const path of paths) {
    const answer = await gate.get(path)
    assert.ok(answer.status === 200 || answer.status === 400 && path.startsWith('/verify'), `${path}: ${answer.status}`)
    checkPage(answer.text, path)
    shown += parse(answer.text).querySelectorAll('mark').length
  }
  assert.ok(shown > 200, 'marks stand on the pages')
  const page = parse((await gate.get(`/articles/${hostile[0]!.id}`)).text)
  assert.match(page.querySelector('h1')!.textContent ?? '', '<script>alert(1)</script>')
})

test('it takes any text of the address as text', async () => {
  const gate = await openGate(news, { DEADLINE_MS: '60000' })
  for (const text of hostileTexts) {
    const value = encodeURIComponent(text)
    for (const path of [`/?q=${value}&outlet=${value}&not_speaker=${value}&find_outlet=${value}`, `/?from=${value}&${value}=1`, `/articles/${articleId(1)}?q=${value}`, `/articles/${value}`, `/speakers/${value}`, `/verify?text=${value}&speaker=${value}`]) {
      const answer = await gate.get(path, { accept: 'text/html' })
      assert.ok([200, 303, 400, 404].includes(answer.status), `${path}: ${answer.status}`)
      if (answer.status !== 303) checkPage(answer.text, path)
    }
  }
})

test.run()
