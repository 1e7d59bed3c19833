import type { ArticleId, Day } from '../src/article.ts'
import type { Database } from '../src/sqlite.ts'
import { components } from './components.ts'

/** Copied passages that make an article a copy of another, and the part of the shorter one's words they must hold. */
const STORY_PASSAGES = 3
const STORY_WORDS = 0.4
const STORY_DAYS = 3

interface Told { aid: number; id: ArticleId; published: Day | null; words: number; story: ArticleId }

/** Articles that tell the same story in the same words. */
export function openStories(db: Database) {
  const article = db.prepare('SELECT aid, id, published, words, story FROM article WHERE aid = ?')
  const neighbours = db.prepare('SELECT b FROM story_pair WHERE a = ?')
  const addPair = db.prepare('INSERT OR IGNORE INTO story_pair(a, b) VALUES(?, ?)')
  const dropFrom = db.prepare('DELETE FROM story_pair WHERE a = ?')
  const dropTo = db.prepare('DELETE FROM story_pair WHERE a = ? AND b = ?')
  const setStory = db.prepare('UPDATE article SET story = ? WHERE aid = ?')
  const shared = db.prepare(`
    WITH mine AS (SELECT place.n, place.fid, form.words FROM place JOIN form USING(fid) WHERE aid = ?1),
      alike AS (SELECT n, words, fid AS other FROM mine UNION SELECT n, mine.words, b FROM mine JOIN form_pair ON a = fid)
    SELECT place.aid, alike.n AS mine, alike.words AS mineWords, place.n AS theirs, form.words AS theirWords
    FROM alike JOIN place ON place.fid = alike.other JOIN form ON form.fid = place.fid WHERE place.aid <> ?1`)
  const near = (aid: number): number[] => (neighbours.all(aid) as { b: number }[]).map(row => row.b)

  function pair(mine: Told): void {
    const overlaps = new Map<number, { mine: Map<number, number>; theirs: Map<number, number> }>()
    for (const row of shared.all(mine.aid) as { aid: number; mine: number; mineWords: number; theirs: number; theirWords: number }[]) {
      let overlap = overlaps.get(row.aid)
      if (!overlap) overlaps.set(row.aid, overlap = { mine: new Map(), theirs: new Map() })
      overlap.mine.set(row.mine, row.mineWords)
      overlap.theirs.set(row.theirs, row.theirWords)
    }
    for (const [aid, overlap] of overlaps) {
      if (Math.min(overlap.mine.size, overlap.theirs.size) < STORY_PASSAGES) continue
      const other = article.get(aid) as unknown as Told
      const [words, copied] = mine.words <= other.words ? [mine.words, sum(overlap.mine)] : [other.words, sum(overlap.theirs)]
      if (copied < STORY_WORDS * words || !daysMeet(mine.published, other.published)) continue
      addPair.run(mine.aid, aid)
      addPair.run(aid, mine.aid)
    }
  }

  return {
    /** Pairs the replaced articles anew and names their groups. Returns the articles whose story changed. */
    rename(aids: ReadonlySet<number>): Set<number> {
      const touched = new Set(aids)
      for (const aid of aids) {
        for (const other of near(aid)) {
          touched.add(other)
          dropTo.run(other, aid)
        }
        dropFrom.run(aid)
      }
      for (const aid of aids) {
        const told = article.get(aid) as unknown as Told | undefined
        if (told) pair(told)
      }
      const changed = new Set<number>()
      for (const component of components(touched, near)) {
        const members = component.map(aid => article.get(aid) as unknown as Told | undefined).filter(told => told !== undefined)
        const name = members.map(told => told.id).sort()[0]
        for (const told of members) {
          if (told.story === name) continue
          setStory.run(name!, told.aid)
          changed.add(told.aid)
        }
      }
      return changed
    },
  }
}

/** Unknown days meet every day. */
function daysMeet(a: Day | null, b: Day | null): boolean {
  return !a || !b || Math.abs(Date.parse(a) - Date.parse(b)) <= STORY_DAYS * 86_400_000
}

function sum(words: ReadonlyMap<number, number>): number {
  let total = 0
  for (const count of words.values()) total += count
  return total
}
