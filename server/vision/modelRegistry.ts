import { join } from 'node:path'
import { readManifest, type CropRule, type FilledSlot } from '../../models/manifest.ts'
import type { SlotName } from '../../models/slotNames.ts'
import { VisionError } from '../domain/visionError.ts'
import { openOnnxModel, type OnnxModel } from './onnx.ts'

/** An opened slot: the model, and how the manifest says it is fed and judged. */
export interface SlotModel<Kind extends CropRule['kind']> {
  model: OnnxModel
  /** Side of the square input, px. */
  inputPx: number
  /** Value fed = pixel (0–255) × gain + offset. */
  gain: number
  offset: number
  crop: Extract<CropRule, { kind: Kind }>
  /** Room for one input, used again by every run: a worker does one thing at a time. */
  scratch: Float32Array
  /** The slot's own limit; see its unit in the manifest. */
  threshold: number
}

/** The models that a photo goes through. */
export interface ModelRegistry {
  detector: SlotModel<'letterbox'>
  smallFaceDetector: SlotModel<'letterbox'>
  landmarks: SlotModel<'rotatedSquare'>
  embedding: SlotModel<'fivePoints'>
  /** Time inside ONNX Runtime since the models were opened, ms. */
  spentMs(): number
  release(): Promise<void>
}

/**
 * Opens the still-photo slots of models/manifest.json from the folder of built models. Throws
 * VisionError `modelUnusable` that names the slot or file.
 */
export async function openModelRegistry(modelsDir: string): Promise<ModelRegistry> {
  const { slots } = await readManifest().catch((cause: unknown) => {
    const problem = cause instanceof Error ? cause.message : String(cause)
    throw new VisionError('modelUnusable', problem, { cause })
  })
  const opened: OnnxModel[] = []
  const open = async <Kind extends CropRule['kind']>(name: SlotName, kind: Kind) => {
    const slot = slots[name]
    if (slot.file === null) throw misfit(name, `is empty (${slot.note})`)
    const convention = conventionOf(name, slot, kind)
    const model = await openOnnxModel({ path: join(modelsDir, slot.file), sha256: slot.sha256 })
    opened.push(model)
    return { model, threshold: slot.threshold.value, ...convention }
  }
  return {
    detector: await open('detector', 'letterbox'),
    smallFaceDetector: await open('detectorSmallFaces', 'letterbox'),
    landmarks: await open('landmarks', 'rotatedSquare'),
    embedding: await open('embedding', 'fivePoints'),
    spentMs: () => opened.reduce((sum, model) => sum + model.spentMs(), 0),
    release: async () => {
      await Promise.all(opened.map(model => model.release()))
    },
  }
}

/** Checks that the slot asks for what `warpImage` writes: square NCHW RGB, one gain and offset. */
function conventionOf<Kind extends CropRule['kind']>(
  name: SlotName,
  { input, crop }: FilledSlot,
  kind: Kind,
): Pick<SlotModel<Kind>, 'inputPx' | 'gain' | 'offset' | 'crop' | 'scratch'> {
  const [, channels, height, width] = input.shape
  const [mean] = input.mean
  const [gain] = input.scale
  const fits =
    input.layout === 'NCHW' &&
    input.colour === 'RGB' &&
    channels === 3 &&
    typeof width === 'number' &&
    height === width &&
    input.mean.every(value => value === mean) &&
    input.scale.every(value => value === gain)
  if (!fits || typeof width !== 'number')
    throw misfit(name, 'must take a square NCHW RGB image with one mean and one scale')
  if (!isKind(crop, kind)) throw misfit(name, `must use the crop rule ${kind}`)
  const scratch = new Float32Array(3 * width * width)
  return { inputPx: width, gain, offset: 0 - mean * gain, crop, scratch }
}

function isKind<Kind extends CropRule['kind']>(
  crop: CropRule,
  kind: Kind,
): crop is Extract<CropRule, { kind: Kind }> {
  return crop.kind === kind
}

function misfit(name: SlotName, problem: string): VisionError {
  return new VisionError('modelUnusable', `models/manifest.json: slot ${name} ${problem}`)
}
