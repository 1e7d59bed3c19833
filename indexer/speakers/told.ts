import type { Range, Speaker } from '../../src/article.ts'
import { isHeard } from './bodies.ts'
import { bodies, stopWords } from './lexicon.ts'
import { resolve } from './pronouns.ts'
import type { Weights } from './linear.ts'
import type { Mention } from './mentions.ts'
import type { Passage } from './passage.ts'
import type { Entity } from './people.ts'
import type { Story } from './story.ts'

/** Somebody told to speak in a paragraph. `entity` null: a source without a name. `at` is the item it stands at, -1 when it stands above. */
export interface Told { entity: Entity | null; mention: Mention | null; quotes: Range[]; basis: Speaker['basis']; rule: string; at: number; printed: string }

/** Below this a name is taken for a body. */
export const PERSON = 0.4

/** Whom a source stands for: one, or those who speak together (`the two said in a joint statement`). */
export function toTold(story: Story, passage: Passage, mentions: Mention[], m: number, referent: Weights, chance: number): Told[] {
  const mention = mentions[m]!
  const named = mention.kind === 'relative' ? antecedent(passage, mentions, m) : mention
  const printed = passage.text.slice(passage.items[named.from]!.start, passage.items[named.to - 1]!.end)
  const one = { mention, quotes: [], at: named.from, printed }
  const rule = `${named.kind} “${printed}” is a source (${chance.toFixed(2)})`
  const group = findGroup(story, named)
  if (group) return group.map(entity => ({ ...one, quotes: [], entity, basis: 'description', rule: `“${printed}” are those who spoke together before` }))
  const entity = findEntity(story, passage, named, referent)
  if (!entity) {
    const body = named.kind === 'noun' ? findBody(story, passage, named) : null
    return [{ ...one, entity: body, basis: body ? 'organisation' : 'named', rule: body ? `${rule}: a body` : rule }]
  }
  const basis = entity.person < PERSON ? 'organisation' : named.kind === 'pronoun' ? 'pronoun' : named.kind === 'name' ? 'named' : 'description'
  const silent = basis === 'organisation' && (passage.headline || !isHeard(passage, named))
  return [{ ...one, entity: silent ? null : entity, basis, rule }]
}

function findEntity(story: Story, passage: Passage, mention: Mention, referent: Weights): Entity | null {
  if (mention.kind === 'nouns' ? mention.options.length === 0 : !/^(?:name|pronoun|noun)$/.test(mention.kind)) return null
  return resolve(story, passage, mention, referent)
}

/** The nearest mention before `who` that can be a human being; not where he works: `[Ann Reed], an economist at Portia, who`. */
function antecedent({ items }: Passage, mentions: Mention[], m: number): Mention {
  for (let k = m - 1; k >= 0 && k > m - 4; k--) {
    const mention = mentions[k]!
    const before = items[mention.described - 1]?.low ?? ''
    if (before === 'at' || /^(?:of|for|from)$/.test(before) && k > 0 && mentions[k - 1]!.kind === 'noun' && mentions[k - 1]!.to === mention.described - 1 && mentions[k - 1]!.options.length > 0) continue
    if (mention.kind === 'name' ? mention.options[0]!.person > PERSON : /^nouns?$/.test(mention.kind)) return mention
  }
  return mentions[m]!
}

const SIZES: Record<string, number> = { two: 2, pair: 2, duo: 2, three: 3, trio: 3 }

/** `the two` after a paragraph in which two spoke. */
function findGroup(story: Story, mention: Mention): Entity[] | null {
  const size = mention.kind === 'plural' && Object.hasOwn(SIZES, mention.head) ? SIZES[mention.head] : undefined
  const { together } = story
  return size && together && story.paragraph - together.paragraph < 3 && together.entities.length === size ? together.entities : null
}

/** `the [Norland defence ministry]`: a body named by its kind and a capital, as printed without the article. */
function findBody(story: Story, passage: Passage, mention: Mention): Entity | null {
  if (!bodies.has(mention.head) || passage.headline) return null
  let from = mention.from
  while (from < mention.to - 1 && stopWords.has(passage.items[from]!.low)) from++
  const owner = passage.items[from - 1]?.low === "'s" ? passage.items[from - 2] : undefined
  const items = passage.items.slice(from, mention.to)
  if (owner?.cap && passage.items[from - 3]?.cap) return null   // `New [Norland]’s parliament`: a part of the owner’s name would stand for it
  if (!owner?.cap && !items.some((item, i) => item.cap && (i > 0 || from > mention.from || from > 0))) return null
  const words = [...owner?.cap ? [`${owner.text}’s`] : [], ...items.map(item => item.text)]
  const key = words.join(' ').toLowerCase()
  let body = story.bodies.get(key)
  if (!body) story.bodies.set(key, body = { id: -1, words, first: null, last: mention.head, gender: null, roles: new Set(), person: 0, mentions: 1, headline: false, features: new Set() })
  return body
}
