import { disk } from './disk.ts'
import type { Fault } from './fault.ts'
import { kills } from './kills.ts'
import { load } from './load.ts'
import { reading } from './reading.ts'
import { serving } from './serving.ts'
import { upstream } from './upstream.ts'

/** Every fault there is, but the soak. */
export const all: readonly Fault[] = [...kills, ...disk, ...reading, ...serving, ...upstream, ...load]
