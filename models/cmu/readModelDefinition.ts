import type { ModelDefinition } from './modelDefinition.ts'
import { readBinaryDefinition } from './readBinaryDefinition.ts'
import { readTextDefinition } from './readTextDefinition.ts'
import type { SphinxFail } from './sphinxFail.ts'

/** Reads `mdef`, which comes as text or in binary form ("BMDF", or "FDMB" in the other byte order). */
export function readModelDefinition(file: Uint8Array, fail: SphinxFail): ModelDefinition {
  const mark = String.fromCharCode(...file.subarray(0, 4))
  return mark === 'BMDF' || mark === 'FDMB'
    ? readBinaryDefinition(file, fail)
    : readTextDefinition(file, fail)
}
