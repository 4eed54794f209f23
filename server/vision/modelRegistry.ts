import { join } from 'node:path'
import type { CropRule, ModelInput, ModelNet, ScoreRule } from '../../models/manifest.ts'
import { netsOf } from '../../models/netsOf.ts'
import { readSlots } from '../../models/own/readSlots.ts'
import type { ImageSlotName, SlotName } from '../../models/slotNames.ts'
import { VisionError } from '../domain/visionError.ts'
import { openOnnxModel, type OnnxModel } from './onnx.ts'
import { conventionOf, misfit, padConventionOf } from './slotConvention.ts'

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

/** The networks of passive presentation attack detection; their scores are averaged. */
export interface PadModel {
  nets: PadNet[]
  /** A mean score at or over this is bona fide, 0–1. */
  threshold: number
}

export interface PadNet {
  model: OnnxModel
  input: ModelInput
  /** Of the input, px. */
  width: number
  height: number
  crop: Extract<CropRule, { kind: 'scaledBox' }>
  score: ScoreRule
}

/** The models that a photo goes through. */
export interface ModelRegistry {
  detector: SlotModel<'letterbox'>
  smallFaceDetector: SlotModel<'letterbox'>
  landmarks: SlotModel<'rotatedSquare'>
  embedding: SlotModel<'fivePoints'>
  /** Null while the slot is empty. */
  pad: PadModel | null
  /** Time inside ONNX Runtime since the models were opened, ms. */
  spentMs(): number
  release(): Promise<void>
}

/**
 * Opens the still-photo slots of models/manifest.json from the folder of built models, or what the
 * operator put in their place in `ownFolder`. Throws VisionError `modelUnusable` that names the slot or file.
 */
export async function openModelRegistry(
  modelsDir: string,
  ownFolder?: string,
): Promise<ModelRegistry> {
  const { slots, folderOf, isOwn } = await readSlots({ modelsDir, ownFolder }).catch(
    (cause: unknown) => {
      const problem = cause instanceof Error ? cause.message : String(cause)
      throw new VisionError('modelUnusable', problem, { cause })
    },
  )
  const opened: OnnxModel[] = []
  const openNet = async (name: SlotName, { file, sha256 }: ModelNet) => {
    const cure = isOwn(name) ? { cure: 'add it again with `npm run models:add`' } : {}
    const model = await openOnnxModel({ path: join(folderOf(name), file), sha256, ...cure })
    opened.push(model)
    return model
  }
  const open = async <Kind extends CropRule['kind']>(name: ImageSlotName, kind: Kind) => {
    const slot = slots[name]
    if (slot.file === null) throw misfit(name, `is empty (${slot.note})`)
    const convention = conventionOf(name, slot, kind)
    const model = await openNet(name, slot)
    return { model, threshold: slot.threshold.value, ...convention }
  }
  const openPad = async (): Promise<PadModel | null> => {
    const { pad } = slots
    if (pad.file === null) return null
    const nets: PadNet[] = []
    // One network may look through several crops.
    const models = new Map<string, OnnxModel>()
    for (const net of netsOf(pad)) {
      const convention = padConventionOf(net)
      const model = models.get(net.file) ?? (await openNet('pad', net))
      models.set(net.file, model)
      nets.push({ model, ...convention })
    }
    return { nets, threshold: pad.threshold.value }
  }
  return {
    detector: await open('detector', 'letterbox'),
    smallFaceDetector: await open('detectorSmallFaces', 'letterbox'),
    landmarks: await open('landmarks', 'rotatedSquare'),
    embedding: await open('embedding', 'fivePoints'),
    pad: await openPad(),
    spentMs: () => opened.reduce((sum, model) => sum + model.spentMs(), 0),
    release: async () => {
      await Promise.all(opened.map(model => model.release()))
    },
  }
}
