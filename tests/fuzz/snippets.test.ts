import * as fc from 'fast-check'
import { parseHTML } from 'linkedom'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { renderPieces } from '../../src/gateway/markup.ts'
import { findMatches } from '../../src/match.ts'
import { cutSnippet, toPieces } from '../../src/snippet.ts'
import { toTerms } from '../../src/words.ts'
import { hostileTexts } from '../hostile.ts'
import { runs } from './runs.ts'

const aPart = fc.oneof(
  fc.constantFrom(...hostileTexts.filter(text => text.length < 100)), fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('<', '>', '&', '"', "'", '</mark>', '<mark>', '&lt', ';', '<script', '>alert(1)</script>', '<img src=x onerror=', '\ue000', '\ue001', ' harbour ', 'harbour', ' alert ', 'script'),
)
const aText = fc.array(aPart, { maxLength: 20 }).map(parts => parts.join(''))
const aQuery = fc.array(fc.constantFrom('harbour', 'script', 'alert', 'mark', 'img', 'onerror', 'x', 'lt', '1'), { minLength: 1, maxLength: 3 })

function marksIn(text: string, query: string[]) {
  return findMatches(toTerms(text), { all: query.map(term => [{ terms: [term], prefix: false }]), none: [] })
}

test('it lets no element but the mark into a snippet, and the text comes back whole', () => {
  fc.assert(fc.property(aText, aQuery, fc.integer({ min: 1, max: 30 }), (text, query, words) => {
    const ranges = marksIn(text, query)
    for (const pieces of [toPieces(text, ranges), cutSnippet(text, ranges, words).pieces]) {
      const html = renderPieces(pieces, 'html')
      // Whatever is not the mark was written as an entity.
      assert.not.match(html.replaceAll('<mark>', '').replaceAll('</mark>', ''), /[<>"']/)
      assert.is(html.replaceAll(/<\/?mark>/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&'), pieces.map(piece => piece.text).join(''))
      const { document } = parseHTML(`<!doctype html><html><head></head><body>${html}</body></html>`)
      for (const element of document.body.querySelectorAll('*')) assert.ok(element.tagName === 'MARK' && element.attributes.length === 0, html)
      assert.is(document.body.querySelectorAll('mark').length, pieces.filter(piece => piece.marked).length)
    }
    assert.is(toPieces(text, ranges).map(piece => piece.text).join(''), text)
  }), { numRuns: runs() })
})

test.run()
