import type { Database } from './database.ts'

/** One step of the schema, for both databases. A published one is never edited: add the next. */
export interface Migration {
  /** 1, 2, 3 … without gaps. */
  version: number
  name: string
  /** Runs inside one transaction with its entry in schema_migrations. */
  up(db: Database, types: { blob: 'blob' | 'bytea' }): Promise<void>
}
