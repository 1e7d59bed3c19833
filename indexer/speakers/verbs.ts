import { auxiliaries, common, humanNouns, speechVerbs } from './lexicon.ts'

export type VerbForm = 'base' | 's' | 'past' | 'ing'
export interface Verb { lemma: string; form: VerbForm }

const IRREGULAR: Record<string, string> = {
  said: 'say', told: 'tell', wrote: 'write', written: 'write', thought: 'think', felt: 'feel', knew: 'know', saw: 'see', heard: 'hear', found: 'find',
  shown: 'show', swore: 'swear', sworn: 'swear', spoke: 'speak', spoken: 'speak', sang: 'sing', sung: 'sing', read: 'read', put: 'put', gave: 'give', made: 'make',
  laid: 'lay', went: 'go', began: 'begin', begun: 'begin', understood: 'understand', foresaw: 'foresee', pled: 'plead', shot: 'shoot', took: 'take', taught: 'teach',
  kept: 'keep', held: 'hold', meant: 'mean', rang: 'ring', wept: 'weep', cried: 'cry', replied: 'reply', implied: 'imply', denied: 'deny', threw: 'throw', lied: 'lie',
  drew: 'draw', led: 'lead', left: 'leave', met: 'meet', ran: 'run', came: 'come', bemoaned: 'bemoan', fired: 'fire', sought: 'seek', won: 'win', chose: 'choose',
  struck: 'strike', got: 'get', stood: 'stand', sent: 'send', cast: 'cast', broke: 'break', fought: 'fight', lost: 'lose', paid: 'pay', sold: 'sell', set: 'set',
}

/** Does a word look like what somebody did or does: `met`, `visited`, `wants`? Nouns may, so it is asked only where a verb is likely. */
export function looksDone(low: string): boolean {
  return Object.hasOwn(IRREGULAR, low) || /[a-z]{3}(?:ed|[^su]s)$/.test(low)
}

const known = new Map<string, Verb | null>()

/** The verb of saying a word may be a form of, null for any other word: `said` → say, past. */
export function speechVerb(low: string): Verb | null {
  let verb = known.get(low)
  if (verb === undefined) {
    verb = find(low)
    if (known.size < 20_000) known.set(low, verb)
  }
  return verb
}

function find(low: string): Verb | null {
  if (!/^[a-z]{3,16}(?:-[a-z]{2,10})?$/.test(low)) return null
  const irregular = IRREGULAR[low]
  if (irregular) return speechVerbs.has(irregular) ? { lemma: irregular, form: 'past' } : null
  if (speechVerbs.has(low)) return { lemma: low, form: 'base' }
  for (const [ending, form] of [['ing', 'ing'], ['ed', 'past'], ['s', 's']] as const) {
    if (!low.endsWith(ending)) continue
    const stem = low.slice(0, -ending.length)
    for (const lemma of [stem, `${stem}e`, stem.slice(0, -1), stem.endsWith('i') ? `${stem.slice(0, -1)}y` : '', stem.endsWith('e') ? stem.slice(0, -1) : '',
      stem.endsWith('ie') ? `${stem.slice(0, -2)}y` : '']) {
      if (speechVerbs.has(lemma)) return { lemma, form }
    }
  }
  return null
}

/** A coarse class of any word, for words the lists do not know. */
export function wordClass(low: string): string {
  if (auxiliaries.has(low)) return low
  if (humanNouns.has(low)) return 'HUMAN'
  if (low.endsWith('ly')) return 'LY'
  if (low.endsWith('ing')) return 'ING'
  if (low.endsWith('ed')) return 'ED'
  if (/^\d/.test(low)) return 'NUM'
  return common.has(low) ? 'COMMON' : 'WORD'
}
