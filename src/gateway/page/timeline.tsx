import type { Bucket, Timeline } from '../../timeline.ts'
import { sayBucket, sayCount, sayDay } from './wording.ts'

interface ChartProps {
  line: Timeline
  unit: [string, string]
  /** The address of this page narrowed to a stretch of time. */
  toRange: (from: string | null, to: string | null) => string
  /** Whether a range is chosen, so that there is a way back. */
  ranged: boolean
}

const HEIGHT = 56
const STEP = 10
const INTERVALS = { day: 'Days', week: 'Weeks', month: 'Months', year: 'Years' }

/** Counts over time as bars, each a link to its stretch; beside it the same as a table. */
export function Chart({ line, unit, toRange, ranged }: ChartProps) {
  const { buckets, interval } = line
  const first = buckets[0]
  const last = buckets.at(-1)
  if (!first || !last || buckets.length < 2 && !ranged) return null
  const most = Math.max(1, ...buckets.map(bucket => bucket.count))
  const hrefs = new Map(buckets.filter(bucket => bucket.count > 0).map(bucket => [bucket, toRange(bucket.from, bucket.to)]))
  const open = hrefs.keys().next().value
  return (
    <section class="timeline" aria-labelledby="timeline-title">
      <header>
        <h2 id="timeline-title">{INTERVALS[interval]}</h2>
        <p class="small">{sayDay(first.from, true)} to {sayDay(last.to, true)}{ranged ? <> · <a href={toRange(null, null)}>All dates</a></> : null}</p>
      </header>
      <svg id="bars" viewBox={`0 0 ${buckets.length * STEP} ${HEIGHT}`} width="100%" height={HEIGHT} preserveAspectRatio="none" role="group" aria-label={`${unit[1]} over time; arrow keys go from bar to bar`} data-href={toRange('FROM', 'TO')}>
        {buckets.map((bucket, i) => <Bar bucket={bucket} x={i * STEP} most={most} href={hrefs.get(bucket)} open={bucket === open} label={`${sayBucket(bucket.value, interval)}: ${sayCount(bucket.count, ...unit)}`} />)}
      </svg>
      <details class="table" id="timeline-table">
        <summary>As a table</summary>
        <table>
          <caption class="quiet">{unit[1]} over time</caption>
          <thead><tr><th scope="col">{interval}</th><th scope="col">{unit[1]}</th></tr></thead>
          <tbody>
            {buckets.filter(bucket => bucket.count > 0).map(bucket => (
              <tr><th scope="row"><a href={hrefs.get(bucket)}>{sayBucket(bucket.value, interval)}</a></th><td>{bucket.count}</td></tr>
            ))}
            {line.missing > 0 ? <tr><th scope="row">without a date</th><td>{line.missing}</td></tr> : null}
          </tbody>
        </table>
      </details>
    </section>
  )
}

interface BarProps { bucket: Bucket; x: number; most: number; href: string | undefined; open: boolean; label: string }

/** The whole height takes the pointer, so that a low bar can be hit. */
function Bar({ bucket, x, most, href, open, label }: BarProps) {
  const height = bucket.count === 0 ? 1 : Math.max(3, Math.round(bucket.count / most * (HEIGHT - 4)))
  const rects = (
    <>
      <rect class="hit" x={x} y={0} width={STEP} height={HEIGHT} />
      <rect class="bar" x={x + 1} y={HEIGHT - height} width={STEP - 2} height={height} />
    </>
  )
  if (!href) return <g class="none" data-from={bucket.from} data-to={bucket.to}>{rects}</g>
  return <a href={href} tabindex={open ? 0 : -1} aria-label={label} data-from={bucket.from} data-to={bucket.to}><title>{label}</title>{rects}</a>
}
