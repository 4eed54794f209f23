import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { ModelFileError } from './build/modelFileError.ts'
import { findManifestProblem } from './findManifestProblem.ts'
import type { ImageSlotName, SoundSlotName } from './slotNames.ts'

/** models/manifest.json: what each slot holds and how it is fed. */
export interface ModelManifest {
  version: 1
  slots: ModelSlots
}

export type ModelSlots = Record<ImageSlotName, ModelSlot> &
  Record<SoundSlotName, SoundSlot | EmptySlot>

/** A slot holds a model, or nothing. `file` tells them apart. */
export type ModelSlot = FilledSlot | EmptySlot

/** A slot without a model. */
export interface EmptySlot {
  task: string
  file: null
  /** Why nothing ships here and what an operator may put in. */
  note: string
}

/** A slot with a model: one that the build makes, or one that an operator put in. */
export interface FilledSlot extends ModelNet, SlotFacts {
  /** Further networks that see the same face through crops of their own; the slot's score is the mean of all. */
  ensemble?: ModelNet[]
}

/** A slot with a model that listens. */
export interface SoundSlot extends SlotFile, SlotFacts {
  input: SoundInput
  outputs: ModelOutput[]
  /** When the file is part of a speech recogniser that writes what it hears. */
  recogniser?: Recogniser
}

/** A recogniser of several files, run by a package that the operator installs. */
export interface Recogniser {
  engine: 'sherpa-onnx'
  /** Its files beside the slot's own. */
  files: SlotFile[]
  /** OfflineModelConfig of sherpa-onnx; the slot's file names stand where paths belong. */
  modelConfig: Record<string, unknown>
}

/** What a slot says of its model whatever it is fed with. */
export interface SlotFacts {
  task: string
  licence: string
  /** Who trained the weights, and the way they took to here. */
  origin: string
  source: ModelSource
  /** What number the threshold is held against. */
  metric: string
  threshold: Threshold
}

/** A model's file. */
export interface SlotFile {
  /** Name inside the folder that the slot's files lie in (models/dist, or DATA_DIR/models). */
  file: string
  sizeBytes: number
  /** Lower-case hex, of the file. */
  sha256: string
}

/** One network of a slot: its file, and how it is fed. */
export interface ModelNet extends SlotFile {
  input: ModelInput
  /** How the input image is cut out. */
  crop: CropRule
  outputs: ModelOutput[]
  /** How one number is read from the outputs; only slots that score need it. */
  score?: ScoreRule
}

/**
 * Where the weights come from: out of an npm package, by a recipe; from files that an operator gave;
 * or from a file of this repository, as it is.
 */
export type ModelSource = PackageSource | GivenSource | RepositorySource

/** The npm package that the weights come from. */
export interface PackageSource {
  package: string
  version: string
  /** Paths inside the package, in the order in which the recipe takes them. */
  files: SourceFile[]
}

/** The files that `models:add` was given. */
export interface GivenSource {
  package: null
  /** Their names; where they lay is not kept. */
  files: SourceFile[]
}

/** The model itself, trained by this project and kept in its repository. */
export interface RepositorySource {
  package: null
  repository: true
  /** One, its path inside models/; it has the slot's own sum. */
  files: SourceFile[]
}

export interface SourceFile {
  path: string
  sha256: string
}

/** Picks the score, 0–1: item `index` of the output's row, after the activation over that row. */
export interface ScoreRule {
  output: string
  index: number
  activation: 'none' | 'softmax' | 'sigmoid'
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

/** One tensor of float32: samples of mono sound, −1…1. */
export interface SoundInput {
  name: string
  /** `N` is the free number of samples. */
  shape: (number | 'N')[]
  rateHz: number
}

/**
 * - letterbox: the whole picture, aspect kept, centred, margin filled with `fill` (0–255, each channel);
 * - rotatedSquare: a square of `factor` × the longer side of the detector's box, turned so that the
 *   eyes lie level;
 * - fivePoints: a similarity transform that brings five mesh points onto `template` (unit square),
 *   with a margin of `padding` template sizes on each side;
 * - scaledBox: the detector's box, `factor` times as large around its centre, shifted (and, where it
 *   is larger than the picture, shrunk) to lie inside, then resized without regard to its aspect.
 *   `headroom` (share of the box's height, default 0) is added above the box first: our detector's
 *   boxes end at the brows, those of others at the hair.
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
  | { kind: 'scaledBox'; factor: number; headroom?: number }

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
