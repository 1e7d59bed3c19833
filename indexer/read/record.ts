import { evident } from '../../src/article.ts'
import { type DayOrder, readDay } from '../calendar.ts'
import { findDayOrder } from '../metadata/published.ts'
import type { Fields } from './fields.ts'
import { readBody } from './pieces.ts'
import type { Format, RawArticle } from './raw.ts'

/** How each outlet of one file writes its numeric dates, learnt from those that can be read in one way only. */
export class DayOrders {
  #seen = new Map<string, string[]>()

  /** Notes how a record of this file writes its date. */
  learn(fields: Fields): void {
    if (!fields.printed || !/^\D{0,20}\d{1,2}[/.-]\d{1,2}[/.-]\d{4}/.test(fields.printed.value)) return
    const key = outletKey(fields)
    const dates = this.#seen.get(key)
    if (!dates) this.#seen.set(key, [fields.printed.value])
    else if (dates.length < 500) dates.push(fields.printed.value)
  }

  of(fields: Fields): DayOrder | null {
    return findDayOrder(this.#seen.get(outletKey(fields)) ?? [])
  }
}

/** A record → article, its date read in the order its outlet uses. Null when nothing in it can be an article's text. */
export async function toRawArticle(fields: Fields, source: string, format: Format, order: DayOrder | null): Promise<RawArticle | null> {
  const blocks = await readBody(fields.body)
  if (!blocks.some(block => block.text.trim() !== '')) return null
  const { metadata, warnings } = withDay(fields, order)
  return { source, format, metadata, blocks, warnings }
}

/** A record's facts with its printed date read. */
export function withDay(fields: Fields, order: DayOrder | null): Pick<RawArticle, 'metadata' | 'warnings'> {
  if (!fields.printed) return { metadata: fields.metadata, warnings: fields.warnings }
  const { day, warning } = readDay(fields.printed.value, { order })
  const warnings = warning ? [...fields.warnings, `date: ${warning}`] : fields.warnings
  return { metadata: day ? { ...fields.metadata, published: evident(day, 'given', fields.printed.evidence) } : fields.metadata, warnings }
}

function outletKey(fields: Fields): string {
  return fields.metadata.outlet?.value ?? ''
}
