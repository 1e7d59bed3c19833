import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { makeArticle, news } from './corpus.ts'
import { openGate } from './app.ts'
import { chromiumPath, withBrowser } from './chromium.ts'
import { hostileTexts } from './hostile.ts'

// What runs inside the browser; its library of types would reach the whole program.
declare const document: any, window: any, innerWidth: number, navigator: any, PerformanceObserver: any

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const many = [...news, ...Array.from({ length: 30 }, (_, i) => makeArticle(100 + i, {
  title: `Harbour report number ${i + 1}`, outlet: `Outlet ${i % 9}`, agency: 'Northwire', lang: 'en', published: `2025-0${1 + i % 9}-1${i % 9}`, url: `https://example.org/${i}`,
  paragraphs: [{ text: `“The harbour opens at ${i + 1},” said Speaker ${i % 11}, who had counted the boats.`, speakers: [`Speaker ${i % 11}`] }, 'Nothing else was said.'],
}))]
const FIRST = '/articles/a0000000000000001'
/** More than a search takes. */
const MANY_WORDS = 'harbour envoy truce boats quay lantern mayor ferry tide rope anchor pilot crew'
const count = (page: Page) => page.locator('#count').innerText()

/** Waits until the page shows the answer to this address. */
async function reach(page: Page, part: string): Promise<void> {
  await page.waitForURL(url => decodeURIComponent(url.href).includes(part))
  await page.waitForFunction(() => document.querySelector('main[aria-busy]') === null)
}

if (chromiumPath === null) {
  console.log('page.browser.test.ts: skipped, no Chromium was found (CHROMIUM_PATH names one)')
} else {
  test('it searches, narrows, pages and reads without script', async () => {
    const gate = await openGate(many)
    await withBrowser(gate.app, async visit => {
      const { page, base, faults } = await visit({ javaScriptEnabled: false })
      await page.goto(base)
      await page.getByLabel('Search the news').fill('harbour')
      await page.getByRole('button', { name: 'Search' }).click()
      assert.ok(page.url().endsWith('/?q=harbour'), page.url())
      assert.match(await count(page), /^3\d articles$/)
      await page.locator('a[rel=next]').click()
      assert.match(page.url(), /page=2#results$/)
      await page.locator('input[name=outlet][value="Outlet 1"]').check()
      await page.getByRole('button', { name: 'Apply' }).click()
      assert.is(await count(page), '4 articles')
      await page.getByRole('link', { name: 'Remove Outlet Outlet 1' }).click()
      assert.match(page.url(), /\/\?q=harbour$/)
      await page.goto(`${base}/?q=ceasefire`)
      await page.locator('.passage .n').first().click()
      assert.match(page.url(), /\/articles\/a[0-9a-f]{16}\?q=ceasefire#p\d+$/)
      assert.ok(await page.locator('mark').count() > 0)
      assert.equal(faults, [])
    })
  })

  test('it searches as one types and goes back', async () => {
    const gate = await openGate(many)
    await withBrowser(gate.app, async visit => {
      const { page, base, faults } = await visit()
      await page.goto(base)
      await page.locator('#q').pressSequentially('ceasefire', { delay: 20 })
      await reach(page, 'q=ceasefire')
      assert.ok(await page.evaluate(() => document.activeElement?.id === 'q'))
      assert.is(await page.locator('#q').inputValue(), 'ceasefire')
      await page.locator('#q').press('Escape')
      await page.locator('label', { hasText: 'Other Post' }).first().click()
      await reach(page, 'outlet=Other+Post')
      assert.ok(await page.locator('input[name=outlet][value="Other Post"]').isChecked())
      await page.goBack()
      await page.waitForFunction(() => !document.querySelector('input[name=outlet][value="Other Post"]').checked)
      assert.match(page.url(), /q=ceasefire$/)
      await page.goBack()
      await page.waitForSelector('main.welcome')
      assert.is(await page.locator('#q').inputValue(), '')
      await page.goForward()
      await page.waitForSelector('main.search')
      assert.is(await page.locator('#q').inputValue(), 'ceasefire')
      assert.equal(faults, [])
    })
  })

  test('it never lets a late answer overwrite a newer one', async () => {
    const gate = await openGate(many)
    await withBrowser(gate.app, async visit => {
      const { page, base, faults } = await visit()
      await page.goto(`${base}/?q=boats`)
      let held = 0
      await page.route(url => url.searchParams.get('q') === 'ceasefire' && url.pathname === '/', async route => {
        held++
        await new Promise(resolve => setTimeout(resolve, 900))
        await route.continue().catch(() => {})
      })
      await page.locator('#q').fill('ceasefire')
      await page.waitForTimeout(400)
      await page.locator('#q').fill('guarantees')
      await reach(page, 'q=guarantees')
      await page.waitForTimeout(1100)
      assert.is(held, 1)
      assert.match(page.url(), /q=guarantees$/)
      assert.match(await page.locator('#results').innerText(), 'guarantees')
      assert.equal(faults, [])
    })
  })

  test('it offers suggestions by the list pattern', async () => {
    const gate = await openGate(many)
    await withBrowser(gate.app, async visit => {
      const { page, base, faults } = await visit()
      await page.goto(`${base}${FIRST}`)
      await page.keyboard.press('/')
      const box = page.getByRole('combobox')
      assert.is(await box.getAttribute('aria-expanded'), 'false')
      await box.pressSequentially('ana')
      await page.waitForSelector('#options:not([hidden])')
      assert.is(await box.getAttribute('aria-expanded'), 'true')
      assert.is(await box.getAttribute('aria-controls'), await page.getByRole('listbox').getAttribute('id'))
      await box.press('ArrowDown')
      const active = await box.getAttribute('aria-activedescendant')
      assert.is(await page.locator(`#${active}`).getAttribute('aria-selected'), 'true')
      await box.press('ArrowUp')
      await box.press('ArrowDown')
      await box.press('Escape')
      assert.is(await box.getAttribute('aria-expanded'), 'false')
      assert.is(await box.getAttribute('aria-activedescendant'), null)
      await box.fill('ana ru')
      await page.waitForSelector('#options:not([hidden])')
      await box.press('ArrowDown')
      await box.press('Enter')
      await page.waitForURL('**/speakers/Ana%20Ruiz')
      assert.match(await page.locator('h1').innerText(), 'Ana Ruiz')
      assert.equal(faults, [])
    })
  })

  test('it moves the focus to the heading on a new page and says the count', async () => {
    const gate = await openGate(many)
    await withBrowser(gate.app, async visit => {
      const { page, base, faults } = await visit()
      await page.goto(`${base}/?q=harbour`)
      await page.locator('a[rel=next]').click()
      await reach(page, 'page=2')
      await page.waitForFunction(() => document.activeElement?.id === 'results')
      await page.waitForFunction(() => /^3\d articles$/.test(document.querySelector('[role=status]')?.textContent ?? ''))
      assert.equal(faults, [])
    })
  })

  test('it narrows by the timeline: a click, a drag, the keys', async () => {
    const gate = await openGate(many)
    await withBrowser(gate.app, async visit => {
      const { page, base, faults } = await visit()
      await page.goto(`${base}/?q=harbour`)
      const bars = page.locator('#bars a')
      await bars.first().focus()
      await page.keyboard.press('ArrowRight')
      assert.ok(await bars.nth(1).evaluate(bar => bar === document.activeElement))
      await page.keyboard.press('Enter')
      await reach(page, 'from=')
      await page.goBack()
      await page.waitForURL(/q=harbour$/)
      await page.waitForFunction(() => document.querySelectorAll('#bars a').length > 3)
      const area = (await page.locator('#bars').boundingBox())!
      await page.mouse.move(area.x + 2, area.y + 20)
      await page.mouse.down()
      await page.mouse.move(area.x + area.width / 2, area.y + 20, { steps: 5 })
      await page.mouse.up()
      await reach(page, 'from=')
      const range = new URL(page.url()).searchParams
      assert.ok(range.get('from')! < range.get('to')!)
      assert.equal(faults, [])
    })
  })

  test('it copies the link of a paragraph', async () => {
    const gate = await openGate(many)
    await withBrowser(gate.app, async visit => {
      const { page, context, base, faults } = await visit()
      await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: base })
      await page.goto(`${base}${FIRST}`)
      await page.locator('#p2 .n').click()
      await page.waitForFunction(() => document.querySelector('[role=status]')?.textContent === 'Copied')
      assert.is(await page.evaluate(() => navigator.clipboard.readText()), `${base}${FIRST}#p2`)
      assert.equal(faults, [])
    })
  })

  test('it finds values of a facet while one types', async () => {
    const gate = await openGate(many)
    await withBrowser(gate.app, async visit => {
      const { page, base, faults } = await visit()
      await page.goto(`${base}/?q=harbour`)
      await page.locator('#find-speaker').pressSequentially('jür')
      await reach(page, 'find_speaker=jür')
      assert.equal(await page.locator('input[name=speaker]').evaluateAll(inputs => inputs.map((input: any) => input.value)), ['Jürg Ødegård'])
      assert.ok(await page.locator('#find-speaker').evaluate(input => input === document.activeElement))
      assert.equal(faults, [])
    })
  })

  test('it keeps what is there when it is told to wait, says so, and asks again', async () => {
    const gate = await openGate(many)
    await withBrowser(gate.app, async visit => {
      const { page, base, faults } = await visit()
      await page.goto(`${base}/?q=harbour`)
      const before = await count(page)
      const answers = [{ status: 503, headers: { 'retry-after': '1' }, body: '' }, { status: 429, headers: { 'retry-after': '1' }, contentType: 'application/problem+json', body: '{}' }, null]
      for (const answer of answers) {
        let refused = 0
        await page.route(url => url.searchParams.get('sort') === 'oldest', async route => {
          if (refused++ > 0) return route.continue()
          return answer ? route.fulfill(answer) : route.abort()
        })
        await page.getByRole('link', { name: 'oldest' }).click()
        await page.getByRole('alert').filter({ hasText: answer ? 'asked' : 'reached' }).waitFor()
        assert.is(await count(page), before)
        assert.not.match(page.url(), 'oldest')
        await reach(page, 'sort=oldest')
        await page.locator('#wait').waitFor({ state: 'detached' })
        await page.unrouteAll()
        await page.getByRole('link', { name: 'relevance' }).click()
        await page.waitForURL(url => url.searchParams.get('sort') !== 'oldest')
      }
      assert.equal(faults.filter(fault => !/status of 503|ERR_FAILED/.test(fault)), [])
    })
  })

  test('it says what is wrong with words only when one stops typing', async () => {
    const gate = await openGate(many)
    await withBrowser(gate.app, async visit => {
      const { page, base, faults } = await visit()
      await page.goto(`${base}/?q=harbour`)
      await Promise.all([page.waitForResponse(response => response.status() === 400), page.locator('#q').fill(MANY_WORDS)])
      assert.is(await page.locator('.fault').count(), 0)
      await page.locator('#fault-q').waitFor()
      assert.is(await page.locator('#q').inputValue(), MANY_WORDS)
      await page.locator('#q').fill('boats')
      await reach(page, 'q=boats')
      assert.is(await page.locator('.fault').count(), 0)
      assert.equal(faults, [])
    })
  })

  test('it narrows on a phone, and shows there which field is at fault', async () => {
    const gate = await openGate(many)
    for (const javaScriptEnabled of [true, false]) {
      await withBrowser(gate.app, async visit => {
        const { page, base, faults } = await visit({ viewport: { width: 320, height: 640 }, javaScriptEnabled })
        await page.goto(`${base}/?q=harbour`)
        assert.not(await page.locator('#filters').isVisible())
        await page.getByRole('link', { name: 'Narrow' }).click()
        await page.locator('input[name=outlet][value="Outlet 1"]').check()
        if (!javaScriptEnabled) await page.getByRole('button', { name: 'Apply' }).click()
        await page.locator('.chips', { hasText: 'Outlet 1' }).waitFor()
        assert.is(await count(page), '4 articles')
        await page.goto(`${base}/?q=harbour&from=2025-02-30`)
        assert.ok(await page.locator('#from').isVisible())
        assert.equal(faults, [])
      })
    }
  })

  const PAGES = ['/', '/?q=harbour', '/?q=harbour&outlet=Outlet+1&from=2025-01-01&to=2025-12-31', '/?q=nothingofthesort', '/?q=harbuor', '/?from=yesterday&q=a)', FIRST, `${FIRST}?q=ceasefire#p1`,
    '/articles/a0000000000000001/compare/a0000000000000002', '/speakers/Ana%20Ruiz', '/speakers/Nobody', '/verify', '/verify?text=we+will+keep+the+security+promises&speaker=Ruiz', '/verify?text=a', '/articles/none']

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`it passes every check of accessibility, ${colorScheme}, narrow and wide`, async () => {
      const gate = await openGate(many)
      await withBrowser(gate.app, async visit => {
        for (const width of [320, 1280]) {
          const { page, base, faults, context } = await visit({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true })
          for (const path of PAGES) {
            await page.goto(base + path)
            assert.equal(await violations(page), [], `${path} at ${width}`)
            assert.is(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, `${path} is wider than ${width}`)
          }
          await page.goto(`${base}/?q=harbour#filters`)
          await page.evaluate(() => document.querySelectorAll('details').forEach((one: any) => { one.open = true }))
          await page.locator('#q').fill('ana')
          await page.waitForSelector('#options:not([hidden])')
          await page.locator('#q').press('ArrowDown')
          assert.equal(await violations(page), [], `everything open at ${width}`)
          assert.equal(faults, [])
          await context.close()
        }
      })
    })
  }

  test('it shows hostile text as text, in every field and in the address', async () => {
    const gate = await openGate(hostileTexts.map((text, i) => makeArticle(1000 + i, {
      title: `needle ${text}`, outlet: text, agency: text, url: text, published: '2025-03-04', paragraphs: [{ text: `needle ${text} needle`, section: text, speakers: [text] }],
    })))
    await withBrowser(gate.app, async visit => {
      const { page, base, faults } = await visit()
      for (let n = 1; n * 50 <= hostileTexts.length + 50; n++) {
        await page.goto(`${base}/?q=needle&page_size=50&page=${n}&facet_limit=100`)
        assert.equal(await strangers(page), [])
      }
      for (const [i, text] of hostileTexts.entries()) {
        const value = encodeURIComponent(text)
        const paths = [`/?q=${value}`, `/?q=needle&outlet=${value}`, `/speakers/${value}`, `/articles/a${(1000 + i).toString(16).padStart(16, '0')}?q=${value}`, `/?from=${value}`, `/?${value}=1`]
        // page-hostile.test.ts reads every page with every text; here it is what a real browser makes of the worst.
        for (const path of i < 13 ? paths : i < 42 ? paths.slice(3, 4) : []) {
          await page.goto(base + path)
          assert.equal(await strangers(page), [], path)
        }
      }
      assert.equal(faults, [])
    })
  })

  test('it keeps still while results arrive', async () => {
    const gate = await openGate(many)
    await withBrowser(gate.app, async visit => {
      const { page, base } = await visit()
      await page.goto(`${base}/?q=harbour`)
      const shift = await page.evaluate(() => new Promise<number>(resolve => {
        let sum = 0
        new PerformanceObserver((list: any) => { for (const one of list.getEntries()) sum += one.value }).observe({ type: 'layout-shift', buffered: true })
        setTimeout(() => resolve(sum), 300)
      }))
      assert.ok(shift < 0.02, String(shift))
    })
  })
}

async function violations(page: Page): Promise<string[]> {
  if (await page.evaluate(() => !('axe' in window))) await page.addScriptTag({ content: axe })
  return page.evaluate(async () => {
    const { violations } = await window.axe.run()
    return violations.flatMap((one: any) => one.nodes.map((node: any) => `${one.id}: ${node.html.slice(0, 160)} ${node.failureSummary.slice(0, 200)}`))
  })
}

/** Elements, attributes and addresses that the page does not make itself. */
function strangers(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const known = new Set('html head meta title link script body a header span search form label div input button nav main aside h1 h2 h3 h4 p fieldset legend ul ol li bdi em b s q time section svg g rect details summary table caption thead tbody tr th td article mark footer dl dt dd pre code strong del ins textarea'.split(' '))
    const faults: string[] = []
    for (const node of document.querySelectorAll('*')) {
      if (!known.has(node.localName)) faults.push(`<${node.localName}>`)
      for (const { name, value } of node.attributes) {
        if (name.startsWith('on') || name === 'style' || name === 'srcdoc') faults.push(`${node.localName} ${name}`)
        if ((name === 'href' || name === 'src' || name === 'action') && !/^(?:https?:\/\/|\/(?!\/)|#)/.test(value)) faults.push(`${name}=${value}`)
      }
    }
    if (document.scripts.length !== 1) faults.push('another script')
    return faults
  })
}

test.run()
