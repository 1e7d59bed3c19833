import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { openDatabase, type Database } from '../../sqlite.ts'
import { EngineError } from '../engine.ts'
import { SCHEMA, schemaOf } from './schema.ts'

/** Opens a database of ours. Throws `corrupt` when it is none, is cut short, or was written by another version of this code. */
export function openIndex(file: string, readOnly: boolean): Database {
  checkLength(file)
  const database = openDatabase(file, { readOnly })
  try {
    const schema = schemaOf(database)
    if (schema !== SCHEMA) throw new EngineError('corrupt', `The index was written by another version (${schema}, not ${SCHEMA}); "reindex" builds it anew.`)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** SQLite notices a file that was cut short only on reaching a page that is gone; its header says how many there should be. */
function checkLength(file: string): void {
  const handle = openSync(file, 'r')
  try {
    const header = Buffer.alloc(100)
    const cut = readSync(handle, header, 0, 100, 0) < 100 || header.toString('latin1', 0, 15) !== 'SQLite format 3'
    const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16)
    if (cut || fstatSync(handle).size < header.readUInt32BE(28) * pageSize) {
      throw new EngineError('corrupt', 'The index file is damaged or cut short; "reindex" builds it anew.')
    }
  } finally {
    closeSync(handle)
  }
}
