import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { parseHTML } from 'linkedom'
import { evident, type IndexedArticle } from '../src/article.ts'
import { openGate, type Gate } from './app.ts'
import { articleId, makeArticle, news } from './corpus.ts'
import { hostileTexts } from './hostile.ts'
import { cases, people, quoteNews } from './quotes.ts'

// Nodes of linkedom have no types of the browser here.
type Page = any

interface Opened { status: number; page: Page; text: string }

async function open(gate: Gate, path: string): Promise<Opened> {
  const { status, text, headers } = await gate.get(path)
  assert.match(headers.get('content-type') ?? '', /^text\/html/, path)
  return { status, page: parseHTML(text).document, text }
}

const say = (node: Page): string => (node?.textContent ?? '').replace(/\s+/g, ' ').trim()
const all = (page: Page, selector: string): Page[] => [...page.querySelectorAll(selector)]
/** linkedom leaves the entities in a field of text as they are written. */
const typed = (page: Page): string => page.querySelector('#text').textContent.replaceAll('&quot;', '"').replaceAll('&#39;', '\'').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
const verifyPath = (text: string, speaker: string | null, more = '') => `/verify?text=${encodeURIComponent(text)}${speaker ? `&speaker=${encodeURIComponent(speaker)}` : ''}${more}`

const quoted = openGate(quoteNews)
const printed = openGate(news)

test('it gives the verdict of the API for every quotation, with evidence that leads to its paragraph', async () => {
  const gate = await quoted
  const titles = new Map<string, Set<string>>()
  for (const one of cases) {
    const { status, page } = await open(gate, verifyPath(one.text, one.speaker))
    assert.is(status, 200)
    const section = page.querySelector('section.verdict')
    assert.ok(section.classList.contains(one.verdict), `${one.name}: ${section.className}`)
    titles.set(one.verdict, (titles.get(one.verdict) ?? new Set()).add(say(section.querySelector('h2'))))
    const links = all(page, '.evidence h4 a').map(link => link.getAttribute('href'))
    if (one.verdict !== 'not_found') assert.ok(links.length > 0, one.name)
    for (const link of links) assert.match(link, /^\/articles\/a[0-9a-f]{16}#p\d+$/)
    assert.is(typed(page), one.text)
    assert.is(page.querySelector('#speaker').getAttribute('value') ?? '', one.speaker ?? '')
  }
  assert.is(titles.size, 6)
  assert.is(new Set([...titles.values()].flatMap(set => [...set])).size, 6)
})

test('it shows claim and source side by side, what differs marked for eye and ear', async () => {
  const { page } = await open(await quoted, verifyPath('The bridge will open in June or it will not open at all', 'Oosterveld'))
  const [claim, source] = all(page.querySelector('.sides'), '.text')
  assert.is(say(claim), 'The bridge will open in [only here: June] or it will not open at all')
  assert.is(say(source), 'The bridge will open in [only here: May] or it will not open at all')
  assert.is(say(claim.querySelector('del')), '[only here: June]')
  assert.is(say(source.querySelector('ins')), '[only here: May]')
  assert.match(say(page.querySelector('.verdict header')), /1 word differs/)
  assert.match(say(page.querySelector('.evidence')), /2 Mar 2025.*earliest printing found.*20 May 2025/)
  assert.is(page.querySelector('.evidence .speaker a').getAttribute('href'), '/speakers/Bram%20Oosterveld')
})

test('it names those who said it instead, and what else carried it', async () => {
  const gate = await quoted
  const other = (await open(gate, verifyPath('My sister and I have never agreed about the ferry timetable', 'Ana Ruiz'))).page
  assert.match(say(other.querySelector('.verdict header')), /Carlos Ruiz is quoted with these words\. No quotation of Ana Ruiz holds them\./)
  const carried = (await open(gate, verifyPath('keep the security guarantees for as long as', null))).page
  assert.match(say(carried.querySelector('.evidence .also')), /Also in 1 outlet.*Example Times/)
  const none = (await open(gate, verifyPath('The lighthouse keeper sold his violin to a passing circus', null))).page
  assert.ok(all(none, '#closest').length <= 1)
  assert.match(say(none.querySelector('.verdict header')), /does not prove/)
})

test('it says faults beside their fields, keeps what was typed, and looks for nothing', async () => {
  const gate = await openGate(quoteNews)
  const before = gate.asked()
  const { status, page } = await open(gate, '/verify?text=a%22b&speaker=Ruiz&from=yesterday&to=2025-02-30')
  assert.is(status, 400)
  assert.is(gate.asked(), before)
  for (const name of ['text', 'from', 'to']) {
    const field = page.querySelector(`#${name}`)
    assert.is(field.getAttribute('aria-invalid'), 'true', name)
    assert.match(field.getAttribute('aria-describedby'), `fault-${name}`)
    assert.ok(say(page.querySelector(`#fault-${name}`)).length > 10)
    assert.ok(page.querySelector(`label[for=${name}]`))
  }
  assert.is(typed(page), 'a"b')
  assert.is(page.querySelector('#from').getAttribute('value'), 'yesterday')
  assert.is(page.querySelector('#speaker').getAttribute('aria-invalid'), null)
  assert.is((await open(gate, '/verify?speaker=Ruiz')).status, 400)
  assert.is((await open(gate, '/verify?text=%ff%fe')).status, 400)
})

test('it has an address that can be passed on: empty fields are left out of it, marks of trackers passed over', async () => {
  const gate = await quoted
  const { status, headers } = await gate.get('/verify?text=Ask+the+fishermen&speaker=&outlet=&from=&to=')
  assert.is(status, 303)
  assert.is(headers.get('location'), '/verify?text=Ask+the+fishermen')
  assert.is((await open(gate, '/verify?text=Ask+the+fishermen&utm_source=x')).status, 200)
  assert.is((await open(gate, '/verify')).status, 200)
  const filtered = (await open(gate, verifyPath('The bridge will open in May', null, '&outlet=Example+Times&from=2025-05-01&not_outlet=X'))).page
  assert.is(all(filtered, '.evidence h4').length, 1)
  assert.is(filtered.querySelector('#outlet').getAttribute('value'), 'Example Times')
  assert.is(filtered.querySelector('input[type=hidden][name=not_outlet]').getAttribute('value'), 'X')
})

test('it shows everything one person said, newest first, by outlet, and what was searched for in it', async () => {
  const gate = await quoted
  const { status, page } = await open(gate, '/speakers/bram%20oosterveld')
  assert.is(status, 200)
  assert.match(say(page.querySelector('h1')), /^Bram Oosterveld .*4 passages/)
  assert.equal(all(page, '.results time').map(time => time.getAttribute('datetime')), ['2025-05-20', '2025-05-20', '2025-03-04', '2025-03-02'])
  assert.equal(all(page, '#facet-outlet label').map(say).sort(), ['Example Times 3', 'Other Post 1'])
  assert.ok(page.querySelector('#bars'))
  assert.match(say(page.querySelector('.results')), /reported, named as “Oosterveld”/)
  assert.is(page.querySelector('#search').getAttribute('action'), '/speakers/Bram%20Oosterveld')
  const within = (await open(gate, '/speakers/Bram%20Oosterveld?q=dredging')).page
  assert.is(all(within, '.results > li').length, 1)
  assert.is(say(within.querySelector('mark')), 'dredging')
  const claimed = page.querySelector('form.claimed')
  assert.is(claimed.getAttribute('action'), '/verify')
  assert.is(claimed.querySelector('[name=speaker]').getAttribute('value'), 'Bram Oosterveld')
  assert.is((await open(gate, '/speakers/Bram%20Oosterveld?from=never')).status, 400)
})

test('it leads from an unknown name to the closest', async () => {
  const gate = await quoted
  const { status, page } = await open(gate, '/speakers/Dalia%20Hadadin')
  assert.is(status, 404)
  assert.is(page.querySelector('.closest a').getAttribute('href'), '/speakers/Dalia%20Haddadin')
  assert.is((await open(gate, '/speakers/Xqzzt')).status, 404)
  assert.is((await open(gate, page.querySelector('.closest a').getAttribute('href'))).status, 200)
})

test('it pages through what one person said', async () => {
  const gate = await openGate(Array.from({ length: 27 }, (_, i) => makeArticle(i + 1, { title: `Day ${i}`, outlet: 'Example Times', published: `2025-01-${String(i + 1).padStart(2, '0')}`, paragraphs: [{ text: `“Number ${i} of them,” she said.`, speakers: ['Ana Ruiz'] }] })))
  const seen: string[] = []
  let path: string | null = '/speakers/Ana%20Ruiz'
  while (path) {
    const { page }: Opened = await open(gate, path)
    seen.push(...all(page, '.results time').map(time => time.getAttribute('datetime')))
    path = page.querySelector('a[rel=next]')?.getAttribute('href').replace(/#.*/, '') ?? null
  }
  assert.is(seen.length, 27)
  assert.equal(seen, [...new Set(seen)].sort().reverse())
})

test('it leads to its speaker from every place one is shown', async () => {
  const gate = await quoted
  for (const path of ['/?q=ferry', `/articles/${articleId(4)}`, verifyPath('Ask the fishermen', null)]) {
    const links = all((await open(gate, path)).page, '.speaker a')
    assert.ok(links.length > 0, path)
    for (const link of links) {
      assert.ok((Object.values(people) as string[]).includes(say(link)), path)
      assert.is((await open(gate, link.getAttribute('href'))).status, 200)
    }
  }
})

const left = makeArticle(21, { title: 'Left', outlet: 'L', paragraphs: ['One two three four five six seven eight nine ten.', 'Only the left printing has this line of words.', 'Equal on either side, to the last comma.', { text: 'Moved from the end to elsewhere in the other one.', copy: '21.4' }] })
const right = makeArticle(22, { title: 'Right', outlet: 'R', story: 21, paragraphs: [{ text: 'Moved from the end to elsewhere in the other one.', copy: '21.4' }, { text: 'One two THREE four 5 six seven eight or nine, ten!', copy: '21.1' }, { text: 'Equal on either side to the last comma', copy: '21.3' }] })

test('it lays two printings side by side: differing words, paragraphs of one alone, paragraphs elsewhere', async () => {
  const gate = await openGate([left, right])
  const { status, page } = await open(gate, `/articles/${left.id}/compare/${right.id}`)
  assert.is(status, 200)
  assert.match(say(page.querySelector('.lead')), /^2 paragraphs in both, 1 in the same words; 2 only on the left; 1 only on the right\.$/)
  const rows = all(page, 'tbody tr').map(row => all(row, 'td').map(say))
  assert.is(rows.length, 5)
  const both = rows.find(row => row[0]!.includes('One two'))!
  assert.is(both[0], '¶1One two three four [only here: five] six seven eight nine ten.')
  assert.is(both[1], '¶2One two THREE four [only here: 5] six seven eight [only here: or] nine, ten!')
  assert.ok(rows.some(row => /^¶2Only the left.*Only on the left$/.test(row[0]!) && row[1] === 'Not in this printing'))
  assert.ok(rows.some(row => /^¶4Moved.*Stands elsewhere on the other side, as ¶1$/.test(row[0]!)))
  assert.equal(all(page, 'thead th a').map(link => link.getAttribute('href')), [`/articles/${left.id}`, `/articles/${right.id}`])
  const turned = (await open(gate, `/articles/${right.id}/compare/${left.id}`)).page
  assert.match(say(turned.querySelector('.lead')), /1 only on the left; 2 only on the right/)
  const same = (await open(gate, `/articles/${left.id}/compare/${left.id}`)).page
  assert.is(all(same, 'del, ins').length - all(same, '.legend del, .legend ins').length, 0)
  assert.is((await open(gate, `/articles/${left.id}/compare/${articleId(99)}`)).status, 404)
  assert.is((await open(gate, `/articles/${left.id}/compare/none`)).status, 404)
})

test('it shows an article with what is known and how, its copies to compare, and the way between matches', async () => {
  const gate = await printed
  const { page } = await open(gate, `/articles/${articleId(1)}?q=harbour+guarantees`)
  assert.equal(all(page, '.para').map(one => one.id), ['p1', 'p2', 'p3'])
  assert.is(page.querySelector('#p1 .steps a').getAttribute('href'), '#p2')
  assert.is(page.querySelector('#p2 .steps a').getAttribute('href'), '#p1')
  assert.is(page.querySelector('#p3 .steps'), null)
  assert.match(say(page.querySelector('#p2 .side')), /^Ana Ruiz named/)
  assert.is(say(page.querySelector('.section')), 'What was promised')
  assert.ok(all(page, '.copies a').some(link => link.getAttribute('href') === `/articles/${articleId(1)}/compare/${articleId(2)}`))
  const inferred = (await open(gate, `/articles/${articleId(3)}`)).page
  assert.match(say(inferred.querySelector('article header')), /Date inferred from 2025-04-01, not printed/)
  assert.match(say(inferred.querySelector('.facts')), /Published1 April 2025 inferred from 2025-04-01/)
  const untitled = (await open(gate, `/articles/${articleId(6)}`)).page
  assert.match(say(untitled.querySelector('article header')), /It has no title/)
  assert.match(say(untitled.querySelector('.facts')), /Outletnot known/)
})

test('it cites an article and each of its paragraphs as a line, as Markdown, as BibTeX', async () => {
  const gate = await printed
  const cites = (page: Page) => all(page, '#cite pre').map(pre => pre.textContent as string)
  const whole = cites((await open(gate, `/articles/${articleId(1)}`)).page)
  assert.is(whole[0], `“Harbour truce holds in Port Selwyn”, Example Times, 4 March 2025. https://example.org/truce (http://localhost:8080/articles/${articleId(1)})`)
  const { page } = await open(gate, `/articles/${articleId(1)}?q=truce&cite=2`)
  const [line = '', markdown = '', bibtex = ''] = cites(page)
  assert.match(line, /^“We will keep the security guarantees,” said Ana Ruiz, the envoy\.\n– Ana Ruiz, in: “Harbour truce holds in Port Selwyn”, Example Times, 4 March 2025, ¶2\. https:\/\/example\.org\/truce#:~:text=\S+ \(http:\S+#p2\)$/)
  assert.match(markdown, new RegExp(`\\[¶2\\]\\(<http://localhost:8080/articles/${articleId(1)}#p2>\\)$`))
  assert.match(bibtex, new RegExp(`^@article\\{${articleId(1)}-p2,\\n`))
  assert.match(page.querySelector('#p2 .to-cite').getAttribute('href'), /\?q=truce&cite=2#cite$/)
  assert.equal(cites((await open(gate, `/articles/${articleId(1)}?cite=77`)).page), whole)
})

test('it lets a browser add it as a search engine, and a search be taken along', async () => {
  const gate = await printed
  const described = await gate.get('/opensearch.xml')
  assert.match(described.headers.get('content-type') ?? '', /^application\/opensearchdescription\+xml/)
  assert.match(described.text, /<Url type="text\/html"[^>]* template="http[^"]*\/\?q=\{searchTerms\}"\/>/)
  for (const path of ['/?q=harbour&outlet=Example+Times', '/speakers/Ana%20Ruiz?q=guarantees']) {
    const { page } = await open(gate, path)
    const links = all(page, '.take a').map(link => link.getAttribute('href')).filter(href => /^\/(feed|v1)/.test(href))
    assert.is(links.length, 3)
    assert.ok(links.includes(page.querySelector('link[type="application/atom+xml"]').getAttribute('href')))
    for (const link of links) {
      const { status, text } = await gate.get(link)
      assert.is(status, 200, link)
      assert.match(text, /harbour|guarantees/)
    }
  }
})

const TAGS = new Set('html head meta title link script body a header span search form label div input button nav main aside h1 h2 h3 h4 p fieldset legend ul ol li bdi em b s q time section svg g rect details summary table caption thead tbody tr th td article mark footer dl dt dd pre code strong del ins textarea'.split(' '))

/** Only what the pages are made of, nothing that runs, no address that leads astray. */
function checkPage({ page, status }: Opened, path: string): void {
  assert.ok([200, 400, 404].includes(status), `${path}: ${status}`)
  for (const node of all(page, '*')) {
    assert.ok(TAGS.has(node.localName), `${path}: <${node.localName}>`)
    for (const { name, value } of [...node.attributes]) {
      assert.not.match(name, /^on|^style$|^srcdoc$/, path)
      if (name === 'href' || name === 'src' || name === 'action') assert.match(value, /^(?:https?:\/\/|\/(?!\/)|#)/, path)
    }
  }
  assert.is(all(page, 'script').length, 1)
  assert.is(all(page, 'h1').length, 1, path)
  let level = 1
  for (const heading of all(page, 'main h1, main h2, main h3, main h4')) {
    const next = Number(heading.localName.slice(1))
    if (!heading.closest('aside, .aside')) assert.ok(next <= level + 1, `${path}: ${heading.localName} after h${level}`)
    level = next
  }
  const ids = all(page, '[id]').map(node => node.id)
  assert.is(ids.length, new Set(ids).size, `${path}: an id twice`)
  for (const field of all(page, 'input:not([type=hidden]), textarea')) assert.ok(field.getAttribute('aria-label') || field.closest('label') || page.querySelector(`label[for="${field.id}"]`), `${path}: ${field.id} has no label`)
}

const hostile: IndexedArticle[] = hostileTexts.map((text, i) => {
  const name = text.trim() || 'x'
  const article = makeArticle(500 + i, { title: `needle ${text}`, outlet: name, agency: name, published: '2025-03-04', url: i % 2 ? text : `https://example.org/${i}?q=${text}`, lang: text.slice(0, 8), story: 500, paragraphs: [{ text: `“needle ${text} in the quiet hay stack,” said somebody.`, section: text, speakers: [name] }, `needle in ${text} ${i} hay`] })
  const quotes = [{ start: 0, end: article.paragraphs[0]!.text.length - ' said somebody.'.length }]
  return {
    ...article, byline: evident(`By ${text}`, 'byline', text), dateline: evident(text, 'byline', text), published: evident('2025-03-04', 'inferred', text),
    paragraphs: [{ ...article.paragraphs[0]!, speakers: [{ name, printed: text, basis: 'description', quotes }] }, article.paragraphs[1]!],
  }
})

test('it shows hostile text as text on every page, in every stored field and in the address', async () => {
  const gate = await openGate(hostile, { DEADLINE_MS: '60000' })
  for (const [i, text] of hostileTexts.entries()) {
    const value = encodeURIComponent(text)
    const id = hostile[i]!.id
    const paths = [
      `/speakers/${value}`, `/speakers/x?q=${value}`, `/articles/${id}?q=needle&cite=1`, `/articles/${id}/compare/${hostile[(i + 1) % hostile.length]!.id}`,
      `/verify?text=aaaa+${value}&speaker=${value}&outlet=${value}`, `/verify?text=a&speaker=${value}&from=${value}&not_outlet=${value}`, `/verify?text=${encodeURIComponent(`needle ${text} in the quiet hay stack`)}`,
    ]
    for (const path of paths) {
      const answer = await gate.get(path)
      if (answer.status === 303) continue
      assert.match(answer.headers.get('content-security-policy') ?? '', /default-src 'self'/)
      checkPage({ status: answer.status, text: answer.text, page: parseHTML(answer.text).document }, path)
    }
    const { page } = await open(gate, `/articles/${id}?cite=1`)
    assert.ok(page.querySelector('#p1 .text').textContent.includes(text), `${JSON.stringify(text)} is not shown`)
    const bibtex: string = all(page, '#cite pre')[2].textContent
    let depth = 0
    for (const [sign] of bibtex.replace(/\\[{}]/g, '').matchAll(/[{}]/g)) assert.ok((depth += sign === '{' ? 1 : -1) >= 0, bibtex)
    assert.is(depth, 0, bibtex)
  }
})

test.run()
