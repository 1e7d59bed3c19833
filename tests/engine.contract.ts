import { test } from 'uvu'
import type { SearchEngine } from '../src/engine/engine.ts'
import { describeAnswers } from './contract/answers.ts'
import type { Place } from './contract/suite.ts'
import { describeChance, describeHostility, describeVolume } from './contract/texts.ts'
import { describeWrites } from './contract/writes.ts'
import { runs } from './fuzz/runs.ts'

export type { Place }

/** Registers the tests that every engine passes. `makePlace` gives a fresh, empty place each time. Three corpora are asked `tries` random questions each. */
export function contract(name: string, makePlace: () => Promise<Place>, tries = runs(67)): void {
  const it = (promise: string, body: () => Promise<void>) => test(`${name}: it ${promise}`, body)
  const withEngine = async (work: (engine: SearchEngine, place: Place) => Promise<void>) => {
    const place = await makePlace()
    const engine = await place.open()
    try {
      await engine.prepare()
      await work(engine, place)
    } finally {
      await engine.close()
      await place.remove()
    }
  }
  describeAnswers(it, withEngine)
  describeWrites(it, withEngine)
  describeHostility(it, withEngine)
  describeVolume(it, withEngine)
  describeChance(it, withEngine, tries)
}
