import type { Migration } from '../migration.ts'
import { init } from './0001init.ts'
import { captures } from './0002captures.ts'
import { videos } from './0003videos.ts'
import { issuedValues } from './0004issuedValues.ts'
import { engines } from './0005engines.ts'
import { nativeAsks } from './0006nativeAsks.ts'

/** Every migration, in order of version. */
export const migrations: readonly Migration[] = [
  init,
  captures,
  videos,
  issuedValues,
  engines,
  nativeAsks,
]
