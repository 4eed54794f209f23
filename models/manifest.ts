import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { ModelFileError } from './build/modelFileError.ts'
import { findManifestProblem } from './findManifestProblem.ts'
import type { SlotName } from './slotNames.ts'

/** models/manifest.json: what each slot holds and how it is fed. */
export interface ModelManifest {
  version: 1
  slots: Record<SlotName, ModelSlot>
}

/** A slot holds a built model, or nothing. `file` tells them apart. */
export type ModelSlot = FilledSlot | EmptySlot

/** A slot without a model. */
export interface EmptySlot {
  task: string
  file: null
  /** Why nothing ships here and what an operator may put in. */
  note: string
}

/** A slot with the model that the build makes. */
export interface FilledSlot {
  task: string
  /** Name inside the output folder (default models/dist). */
  file: string
  sizeBytes: number
  /** Lower-case hex, of the file. */
  sha256: string
  licence: string
  /** Who trained the weights, and the way they took to the package. */
  origin: string
  source: ModelSource
  input: ModelInput
  /** How the input image is cut out. */
  crop: CropRule
  outputs: ModelOutput[]
  /** What number the threshold is held against. */
  metric: string
  threshold: Threshold
}

/** The npm package that the weights come from. */
export interface ModelSource {
  package: string
  version: string
  /** Paths inside the package, in the order in which the recipe takes them. */
  files: { path: string; sha256: string }[]
}

/** One tensor of float32. A pixel p of 0–255 is fed as (p − mean) × scale, per channel. */
export interface ModelInput {
  name: string
  /** `N` is the free batch size. */
  shape: (number | 'N')[]
  layout: 'NCHW' | 'NHWC'
  colour: 'RGB' | 'BGR'
  mean: [number, number, number]
  scale: [number, number, number]
}

/**
 * - letterbox: the whole picture, aspect kept, centred, margin filled with `fill` (0–255, each channel);
 * - rotatedSquare: a square of `factor` × the longer side of the detector's box, turned so that the
 *   eyes lie level;
 * - fivePoints: a similarity transform that brings five mesh points onto `template` (unit square),
 *   with a margin of `padding` template sizes on each side.
 */
export type CropRule =
  | { kind: 'letterbox'; fill: number }
  | { kind: 'rotatedSquare'; factor: number }
  | {
      kind: 'fivePoints'
      meshPoints: number[]
      template: [number, number][]
      padding: number
      note: string
    }

/** One output tensor of float32. */
export interface ModelOutput {
  name: string
  shape: (number | 'N')[]
  meaning: string
}

/** A limit, and the measurement that set it. */
export interface Threshold {
  value: number
  unit: string
  passes: 'atLeast' | 'atMost'
  evaluation: string
}

/**
 * Reads and checks models/manifest.json (or the manifest at `path`). Throws ModelFileError
 * `manifestInvalid` that names the first wrong field.
 */
export async function readManifest(path = manifestPath): Promise<ModelManifest> {
  const fail = (problem: string, cause?: unknown) =>
    new ModelFileError('manifestInvalid', path, `${path}: ${problem}`, cause)
  let manifest: ModelManifest
  try {
    manifest = JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw fail('cannot be read as JSON; restore it from the release', cause)
  }
  const problem = findManifestProblem(manifest)
  if (problem !== null) throw fail(`${problem}; restore it from the release`)
  return manifest
}

const manifestPath = fileURLToPath(new URL('manifest.json', import.meta.url))
