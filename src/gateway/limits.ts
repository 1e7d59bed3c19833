import type { RateLimit } from '../../config/settings.ts'

export interface Taken {
  allowed: boolean
  headers: Record<string, string>
  /** Seconds until the window is new. */
  reset: number
}

/** Clients remembered at once; more than these share the room of those longest unseen. */
const MOST_CLIENTS = 20_000

/** Requests per client in windows of fixed length, told as RateLimit fields (draft-ietf-httpapi-ratelimit-headers-10). */
export class RateLimiter {
  #windows = new Map<string, { start: number; count: number }>()
  #now: () => number

  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** Counts a request, unless `free`; a refused one is not counted. */
  take(client: string, name: string, { requests, seconds }: RateLimit, free = false): Taken {
    const now = this.#now()
    let window = this.#windows.get(client)
    if (!window || now - window.start >= seconds * 1000) {
      this.#windows.delete(client)
      this.#windows.set(client, window = { start: now, count: 0 })
      if (this.#windows.size > MOST_CLIENTS) this.#windows.delete(this.#windows.keys().next().value!)
    }
    const allowed = free || window.count < requests
    if (allowed && !free) window.count++
    const reset = Math.max(1, Math.ceil((window.start + seconds * 1000 - now) / 1000))
    const headers = { 'RateLimit-Policy': `"${name}";q=${requests};w=${seconds}`, RateLimit: `"${name}";r=${requests - window.count};t=${reset}` }
    return { allowed, reset, headers }
  }
}

/** Always let in for each lane, so that a page may ask several things at once; and on the whole, for a handful of programs that ask without pause. */
const [ALWAYS, ALWAYS_IN_ALL] = [4, 16]
/** Never more, however fast they are answered. */
const NEVER = 256
/** A new request may expect to wait this long for those before it, in milliseconds. */
const MOST_WAIT = 15
/** Share of the newest measurement in the running mean. */
const WEIGHT = 0.05

/** How long one that is sent away is kept, in milliseconds; longer, the more there are; and how many at once. */
const [LEAVING_MS, MORE_MS, LONGEST_MS] = [200, 0.4, 1000]
const MOST_LEAVING = 10_000
/** While so many are being sent away no lane is ever idle, and fewer are let in so that those are not slow; of a crowd hardly anybody is even read. */
const [PRESS, CROWD] = [8, 32]
/** Of a crowd one in so many milliseconds is looked at: hundreds arrive at one moment, and looking at all of them would hold up those let in. */
const LOOK_EVERY = 1
/** Milliseconds that it goes on: the number swings with every burst. */
const PRESS_MS = 1000
/** Then so many are always let in; more while they need not wait for longer than this, in milliseconds, or than so many times what one takes that is alone. */
const [ALWAYS_IN_PRESS, WAIT_IN_PRESS, TIMES_IN_PRESS] = [2, 8, 1.4]
/** And one by itself so often, in milliseconds: what one takes may never have been seen before the press began, or have changed. Such a look counts for more. */
const [ALONE_EVERY, ALONE_WEIGHT] = [2000, 0.3]

/** Sends away what would have to wait too long: those let in stay fast, the others can try again. */
export class Gate {
  #inside = 0
  #leaving = 0
  #turnedAway = 0
  /** Milliseconds from one leaving to the next while others are inside: what each one inside adds to the wait. */
  #pace = 1
  #lastLeft = 0
  /** Milliseconds that one takes with nobody else inside; whether the one inside has been alone so far. */
  #takes = 0
  #isAlone = false
  #aloneAt = -Infinity
  #pressedAt = -Infinity
  #lookedAt = -Infinity
  #lanes: number
  #now: () => number

  /** `lanes` requests are worked on at once. */
  constructor(lanes: number, now: () => number = () => performance.now()) {
    this.#lanes = lanes
    this.#now = now
  }

  get inside(): number {
    return this.#inside
  }

  /** True when the next one would be sent away. */
  get full(): boolean {
    const now = this.#now()
    const isPress = now - this.#pressedAt < PRESS_MS
    if (isPress && this.#inside > 0 && now - this.#aloneAt > ALONE_EVERY) return true
    const always = isPress ? ALWAYS_IN_PRESS : Math.max(ALWAYS_IN_ALL, ALWAYS * this.#lanes)
    const wait = isPress ? Math.max(WAIT_IN_PRESS, this.#takes * TIMES_IN_PRESS) : MOST_WAIT
    return this.#inside >= NEVER || this.#inside >= always && this.#inside * this.#pace > wait
  }

  /** False when too many are being sent away to look at what each wants: then at most one in `LOOK_EVERY`, which may be answered from memory. */
  look(): boolean {
    if (this.#leaving < CROWD) return true
    const now = this.#now()
    if (this.full || now - this.#lookedAt < LOOK_EVERY) return false
    this.#lookedAt = now
    return true
  }

  /** How many were sent away unread. */
  get turnedAway(): number {
    return this.#turnedAway
  }

  turnAway(): void {
    this.#turnedAway++
  }

  /** True when let in; then `leave` must follow. */
  enter(): boolean {
    if (this.full) return false
    this.#isAlone = this.#inside++ === 0
    if (this.#isAlone) this.#lastLeft = this.#now()
    return true
  }

  /** Resolves when one may be sent away: those who come back at once would take the time that others are answered in. */
  async sendAway(): Promise<void> {
    if (this.#leaving >= MOST_LEAVING) return
    if (++this.#leaving >= PRESS) this.#pressedAt = this.#now()
    await new Promise(resolve => setTimeout(resolve, Math.min(LONGEST_MS, LEAVING_MS + this.#leaving * MORE_MS)))
    this.#leaving--
  }

  leave(): void {
    const now = this.#now()
    if (this.#isAlone) this.#measure(now)
    this.#isAlone = false
    this.#pace += (Math.min(now - this.#lastLeft, 1000) - this.#pace) * WEIGHT
    this.#lastLeft = now
    this.#inside--
  }

  #measure(now: number): void {
    const weight = this.#takes === 0 ? 1 : now - this.#aloneAt > ALONE_EVERY ? ALONE_WEIGHT : WEIGHT
    this.#takes += (Math.min(now - this.#lastLeft, 1000) - this.#takes) * weight
    this.#aloneAt = now
  }
}
