import type { CropRule, FilledSlot, ModelNet, ModelOutput } from '../../models/manifest.ts'
import { netsOf } from '../../models/netsOf.ts'
import type { ImageSlotName } from '../../models/slotNames.ts'
import { VisionError } from '../domain/visionError.ts'
import { openOnnxBytes, type OnnxModel } from './onnx.ts'
import { readScore } from './readScore.ts'
import { conventionOf, padConventionOf } from './slotConvention.ts'

/** What the code that reads a slot's outputs asks for. */
interface SlotDemand {
  crop: CropRule['kind']
  /** Pictures in one run. */
  batch: number
  /** Outputs that must be there, by name. */
  outputs: readonly string[]
}

const demands: Record<ImageSlotName, SlotDemand> = {
  detector: { crop: 'letterbox', batch: 1, outputs: ['logits', 'boxes'] },
  detectorSmallFaces: { crop: 'letterbox', batch: 1, outputs: ['logits', 'boxes'] },
  landmarks: { crop: 'rotatedSquare', batch: 1, outputs: ['landmarks', 'flag'] },
  // The chip and its mirror image.
  embedding: { crop: 'fivePoints', batch: 2, outputs: ['embedding'] },
  pad: { crop: 'scaledBox', batch: 1, outputs: [] },
}

/**
 * Opens every network of a slot and runs it once on zeros: whatever the entry says of inputs, outputs
 * and score must hold, and the slot's own code must be able to feed it. Throws VisionError
 * `modelUnusable` that names what does not.
 */
export async function probeModel(
  name: ImageSlotName,
  slot: FilledSlot,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  for (const net of netsOf(slot)) {
    const demand = demands[name]
    if (name === 'pad') padConventionOf(net)
    else conventionOf(name, net, demand.crop)
    const missing = demand.outputs.find(output => !net.outputs.some(each => each.name === output))
    if (missing) throw misfit(net, `slot ${name} needs an output named ${missing}`)
    const model = await openOnnxBytes(files.get(net.file) ?? new Uint8Array(), net.file, cure)
    try {
      await probeNet(net, model, demand.batch)
    } finally {
      await model.release()
    }
  }
}

async function probeNet(net: ModelNet, model: OnnxModel, batch: number): Promise<void> {
  if (model.inputName !== net.input.name)
    throw misfit(net, `its input is named ${model.inputName}, not ${net.input.name}`)
  const dims = sized(net.input.shape, batch)
  const zeros = { data: new Float32Array(countOf(dims)), dims }
  const outputs = await model.run(zeros).catch((cause: unknown) => {
    throw misfit(net, `it cannot run on an input of [${dims.join(', ')}]`, cause)
  })
  for (const output of net.outputs) checkOutput(net, output, outputs[output.name], batch)
  if (net.score && readScore(outputs, net.score) === null)
    throw misfit(net, 'its score rule gives no number from 0 to 1')
}

function checkOutput(
  net: ModelNet,
  { name, shape }: ModelOutput,
  found: Float32Array | undefined,
  batch: number,
): void {
  if (!found) throw misfit(net, `it has no output named ${name}`)
  const expected = countOf(sized(shape, batch))
  if (found.length !== expected)
    throw misfit(net, `output ${name} has ${found.length} numbers, ${expected} are expected`)
  if (!found.every(Number.isFinite)) throw misfit(net, `output ${name} is not finite on zeros`)
}

function sized(shape: readonly (number | 'N')[], batch: number): number[] {
  return shape.map(size => (size === 'N' ? batch : size))
}

function countOf(dims: readonly number[]): number {
  return dims.reduce((product, size) => product * size, 1)
}

const cure = 'correct the file or its entry'

function misfit({ file }: ModelNet, problem: string, cause?: unknown): VisionError {
  return new VisionError('modelUnusable', `model ${file}: ${problem}`, { cause })
}
