import type { KeptStill } from './captureMaterial.ts'

/** Of each picture; null where the recogniser finds no face. */
export function embeddingsOf(
  stills: readonly Pick<KeptStill, 'analysis'>[],
): (Float32Array | null)[] {
  return stills.map(({ analysis }) => (analysis.ok ? analysis.embedding : null))
}
