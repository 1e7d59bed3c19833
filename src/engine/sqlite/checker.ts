import { constants, setPriority } from 'node:os'
import { toEngineError } from './errors.ts'
import { currentFile } from './files.ts'
import { openIndex } from './open.ts'

/** What a check of the whole file found, null when all is well. */
export interface Checked { file: string; damage: string | null }

if (process.send) {
  setPriority(constants.priority.PRIORITY_LOW)
  process.on('disconnect', () => process.exit(0))
  const file = currentFile(process.argv[2]!)
  if (file !== null && process.connected) process.send({ file, damage: findDamage(file) } satisfies Checked, () => process.disconnect())
}

/** Reads every page: some 16 ms a megabyte, too long for a start, and for a process that answers. */
function findDamage(file: string): string | null {
  try {
    const database = openIndex(file, true)
    const [row] = database.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[]
    database.close()
    return row?.quick_check === 'ok' ? null : row?.quick_check ?? 'nothing was said'
  } catch (error) {
    return toEngineError(error).message
  }
}
