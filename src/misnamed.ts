import { DEFAULTS, type Sources } from '../config/settings.ts'
import { findClosest } from './closest.ts'
import { editDistance } from './words.ts'

const KNOWN = Object.keys(DEFAULTS)
/** Read by `docker compose`, Meilisearch and Node from the same file or environment. */
const OTHERS = /^(?:MEILI_|COMPOSE_|DOCKER_|NODE_)|_PROXY$|^(?:ARTICLES|TZ)$/i
const OURS = /^CITEWIRE_/i
/** Short names differ from too many others by a letter: SORT is no PORT. */
const SHORTEST = 6

/**
 * A line for each name that looks like a setting and is none: in the `.env` file every unknown one, in the environment, which holds
 * everybody's, only those that begin with our name or are a slip away from one of ours that is not set.
 */
export function findMisnamed({ environment, file }: Sources): string[] {
  const inFile = Object.keys(file).filter(isUnknown).filter(name => isNear(name) || !OTHERS.test(name))
  const set = { ...file, ...environment }
  const around = Object.keys(environment).filter(isUnknown)
    .filter(name => !inFile.includes(name) && (OURS.test(name) || (isNear(name) && !set[closest(name) ?? ''])))
  return [...inFile.map(name => tell(name, '.env')), ...around.map(name => tell(name, 'the environment'))]
}

function isUnknown(name: string): boolean {
  return !(name in DEFAULTS)
}

function isNear(name: string): boolean {
  return KNOWN.some(known => {
    const allowed = known.length > 8 ? 2 : 1
    // Lengths first: this is asked at every start, of every name in the environment.
    return known.length >= SHORTEST && Math.abs(known.length - name.length) <= allowed && editDistance(name.toUpperCase(), known) <= allowed
  })
}

function closest(name: string): string | null {
  return findClosest(name.replace(OURS, ''), KNOWN)
}

function tell(name: string, place: string): string {
  const meant = closest(name)
  return `${name} in ${place} is no setting and has no effect${meant === null ? '' : `; did you mean ${meant}?`}`
}
