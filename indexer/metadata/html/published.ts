import { evident, nothing } from '../../../src/article.ts'
import type { Day, Evident } from '../../../src/article.ts'
import type { DayOrder } from '../../calendar.ts'
import { readByline } from '../byline.ts'
import { isDateLine } from '../printed.ts'
import { isBlock } from '../../read/html/blocks.ts'
import { DATED } from '../../read/html/tags.ts'
import { holds, toPhrases } from '../../read/html/names.ts'
import names from './names.json' with { type: 'json' }
import type { LinkedArticle } from './jsonld.ts'
import { CHANGED_KEY, orderOf, PUBLISHED_KEY, toDay, toMachineDay } from './moment.ts'
import { fromState } from './state.ts'
import type { Spot, Survey } from './survey.ts'

const MODIFIED = toPhrases(names.modified)
const UPDATED = 'last updated|updated|update|modified|edited|revised|aktualisiert|actualizado|mis à jour|modifié|aggiornato|atualizado|最終更新|更新|修正'
const MODIFIED_TEXT = new RegExp(`^\\W{0,3}(?:last\\s)?(?:${UPDATED})(?!\\p{Script=Latin})`, 'iu')
/** What a page itself calls the day it was published: "First published", "公開日". */
const PUBLISHED_TEXT = /(?<!\p{L})(?:published|posted|publicado|publicada|publié|pubblicato|veröffentlicht|erstellt)(?!\p{L})|公開|掲載|投稿|発売|配信|发布|發布/iu
const FROM_UPDATE = new RegExp(`(?<!\\p{L})(?:${UPDATED})(?!\\p{L})`, 'iu')
const PUBLISHED_NAME = /\b(?:published|publish|pubdate|posted|created|publication|issued)\b/
/** Elements a printed date stands from the headline at most, when nothing calls it a date. */
const NEAR = 50
/** And when it is set as a time or called a date. */
const FAR = 300
/** And when it stands among things that are not the article's. */
const BESIDE = 25
const MACHINE = ['datetime', DATED, 'content']
const IN_PATH = [
  /\/((?:19|20)\d\d)\/([a-z]{3}|\d{1,2})\/(\d{1,2})(?=\/|$|-)/i,
  /[/_-]((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)/,
  /\/((?:19|20)\d\d)(\d\d)(\d\d)(?=\/|$|-)/,
  /[-_]((?:19|20)\d\d)(\d\d)(\d\d)(?=\/|$|\.[a-z]{3,5}$)/
]

/**
 * The day it was published, as the page has it: structured data, meta tags, marked times, printed dates near the headline, the
 * address, what its scripts are told. Days on which it was only changed are never taken.
 */
export function findPublished(survey: Survey, linked: LinkedArticle | null, url: string | null, { html, lang }: { html: string; lang: string | null }): Evident<Day> {
  const order = orderOf(lang)
  return fromLinked(linked) ?? fromMeta(survey, order) ?? fromTimes(survey, order) ?? fromPrinted(survey, order)
    ?? fromUrl(url) ?? fromUrl(survey.links.get('amphtml')?.[0] ?? null) ?? fromLabelled(survey, order) ?? fromState(html) ?? nothing
}

function fromLinked(linked: LinkedArticle | null): Evident<Day> | null {
  const day = linked?.published ? toMachineDay(linked.published) : null
  return day === null ? null : evident(day, 'json-ld', linked!.published)
}

function fromMeta(survey: Survey, order: DayOrder | null): Evident<Day> | null {
  const alike = [...survey.meta.keys()].filter(key => PUBLISHED_KEY.test(key) && !CHANGED_KEY.test(key))
  for (const name of [...names.metaPublished, ...alike]) {
    for (const text of survey.meta.get(name) ?? []) {
      const day = toMachineDay(text, order)
      if (day !== null) return evident(day, 'meta', `${name}: ${text}`)
    }
  }
  return null
}

function fromTimes(survey: Survey, order: DayOrder | null): Evident<Day> | null {
  const title = headline(survey)
  const times = survey.times.filter(spot => !spot.aside && !isModified(spot) && (isMarked(spot) || isWithin(spot, survey, FAR)))
  const ranked = times.map(spot => ({ spot, rank: rankTime(spot, title) })).sort((a, b) => a.rank - b.rank)
  for (const { spot } of ranked) {
    const machine = machineText(spot)
    const day = toMachineDay(machine, order) ?? toDay(spot.text, order)
    if (day !== null) return evident(day, 'meta', machine || spot.text)
  }
  return null
}

function fromPrinted(survey: Survey, order: DayOrder | null): Evident<Day> | null {
  const title = headline(survey)
  const near = survey.notes.filter(spot => isWithin(spot, survey, NEAR) && isStamp(spot))
  const called = survey.dates.filter(spot => isWithin(spot, survey, FAR) || PUBLISHED_NAME.test(spot.words))
  const spots = [...called, ...near].filter(spot => !spot.aside && !isModified(spot))
  const ranked = spots.map(spot => ({ spot, rank: distance(spot, title) - (PUBLISHED_NAME.test(spot.words) ? 100 : 0) }))
    .sort((a, b) => a.rank - b.rank)
  for (const { spot } of ranked) {
    const day = toDay(ownPart(spot.text, order), order) ?? toMachineDay(machineText(spot), order)
    if (day !== null) return evident(day, 'byline', spot.text)
  }
  return null
}

/** Of the page or of its light copy: /2020/05/04/, /2020/may/04/, 2020-05-04 or /20200504/ in the path. */
function fromUrl(url: string | null): Evident<Day> | null {
  if (url === null) return null
  const path = url.replace(/^https?:\/\/[^/]*/, '').split(/[?#]/)[0]!
  const found = IN_PATH.map(form => form.exec(path)).find(match => match !== null)
  if (!found) return null
  const day = toDay(`${found[1]} ${found[2]} ${found[3]}`.replace(/^(\d{4}) (\d{1,2}) (\d{1,2})$/, '$1-$2-$3'))
  return day === null ? null : evident(day, 'url', found[0])
}

/**
 * Where nothing else is dated: a time by the headline in a box for other things ("Posted on 3 Oct" among the breadcrumbs), or one that is called an
 * update: many pages print no other and mean the publication, some mean what they say, so that day is inferred.
 */
function fromLabelled(survey: Survey, order: DayOrder | null): Evident<Day> | null {
  for (const spot of survey.times) {
    if (!isWithin(spot, survey, BESIDE) || MODIFIED_TEXT.test(spot.text) || MODIFIED_TEXT.test(before(spot))) continue
    if (spot.aside && !PUBLISHED_TEXT.test(spot.text) && !spot.crumb) continue
    const day = toMachineDay(machineText(spot), order) ?? toDay(spot.text, order)
    if (day !== null) return evident(day, isModified(spot) ? 'inferred' : 'meta', machineText(spot) || spot.text)
  }
  return null
}

function headline(survey: Survey): number {
  return (survey.headings.find(spot => !spot.aside) ?? survey.headings[0])?.at ?? 0
}

function isWithin(spot: Spot, survey: Survey, distance: number): boolean {
  return survey.headings.length === 0 || Math.abs(spot.at - headline(survey)) < distance
}

/** A line of its own about the article, not a date that a sentence speaks of. */
function isStamp({ element, text, around }: Spot): boolean {
  return text.length <= 100 && (around <= 240 || isBlock(element.localName) || isDateLine(text) || readByline(text)?.date != null) && !/[\p{L})][.!?]["”’]?$/u.test(text)
}

/** The moment as machines are told it, empty when only people are. */
function machineText({ element }: Spot): string {
  return MACHINE.map(name => element.getAttribute(name)).find(value => value !== null) ?? ''
}

function rankTime(spot: Spot, title: number): number {
  return (isMarked(spot) ? 0 : 1000) + distance(spot, title)
}

/** What stands above the headline is farther from it. */
function distance(spot: Spot, title: number): number {
  return Math.abs(spot.at - title) + (spot.at < title ? 40 : 0)
}

function isMarked({ element, words }: Spot): boolean {
  const itemprop = `${element.getAttribute('itemprop') ?? ''} ${element.getAttribute('property') ?? ''}`.toLowerCase().replaceAll('date', '')
  return element.hasAttribute('pubdate') || PUBLISHED_NAME.test(`${words} ${itemprop}`)
}

function isModified(spot: Spot): boolean {
  const itemprop = (spot.element.getAttribute('itemprop') ?? '').toLowerCase()
  if (itemprop.includes('modified') || (holds(spot.words, MODIFIED) && !PUBLISHED_NAME.test(spot.words))) return true
  return MODIFIED_TEXT.test(spot.text) && !PUBLISHED_TEXT.test(spot.text) || MODIFIED_TEXT.test(before(spot))
}

/** The words just before a time element: "Updated" there is not in it. With a date of their own they belong to that. */
function before({ element }: Spot): string {
  let node = element.previousSibling
  for (let steps = 0; node !== null && steps < 3; steps++, node = node.previousSibling) {
    const text = node.textContent.trim()
    if (text !== '') return text.length > 40 || /\d/.test(text) ? '' : text
  }
  return ''
}

/** "Updated May 9; posted May 8": from the word for publishing on, up to one for an update. */
function ownPart(text: string, order: DayOrder | null): string {
  const said = PUBLISHED_TEXT.exec(text)
  const own = said && toDay(text.slice(said.index).split(FROM_UPDATE)[0]!, order) !== null ? text.slice(said.index) : text
  return own.split(FROM_UPDATE)[0]!
}
