import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestDatabase } from './database.ts'

/** Owners of the evidence, its files, and the ledger rows that a test's calls left. */
export async function leftBehind({ db, folder }: Pick<TestDatabase, 'db' | 'folder'>) {
  const rows = await db.selectFrom('evidence').select('owner').execute()
  const attempts = await db.selectFrom('attempts').select('seq').execute()
  const entries = await readdir(join(folder, 'evidence'), {
    recursive: true,
    withFileTypes: true,
  }).catch(() => [])
  return {
    owners: rows.map(({ owner }) => owner),
    files: entries.filter(entry => entry.isFile()).length,
    attempts: attempts.map(({ seq }) => seq),
  }
}
