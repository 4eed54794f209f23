import type { Migration } from '../migration.ts'
import { init } from './0001init.ts'

/** Every migration, in order of version. */
export const migrations: readonly Migration[] = [init]
