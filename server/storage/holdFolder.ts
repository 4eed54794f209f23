import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import Libsql from 'libsql'

/**
 * Claims DATA_DIR for this server until its process ends, however it ends: the lock is the operating
 * system's, which SQLite takes on an empty database beside the others.
 *
 * @returns what gives the folder back
 * @throws Error what to do where another server has it; else what the file system says
 */
export function holdFolder(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const path = join(dataDir, 'server.lock')
  // Where it may not be made the file system says so better than SQLite.
  closeSync(openSync(path, 'a', 0o600))
  const lock = new Libsql(path)
  if (claim(lock)) return () => void lock.close()
  lock.close()
  throw new Error(
    `Another server runs on DATA_DIR ${dataDir}: stop it, or set DATA_DIR to a folder of its own.`,
  )
}

function claim(lock: Libsql.Database): boolean {
  try {
    lock.exec('begin exclusive')
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') return false
    throw error
  }
}
