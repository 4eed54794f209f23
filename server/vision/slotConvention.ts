import type { CropRule, ModelNet } from '../../models/manifest.ts'
import type { SlotName } from '../../models/slotNames.ts'
import { VisionError } from '../domain/visionError.ts'
import type { PadNet, SlotModel } from './modelRegistry.ts'

/**
 * Checks that the slot asks for what `warpImage` writes: square NCHW RGB, one gain and offset. Throws
 * VisionError `modelUnusable`.
 */
export function conventionOf<Kind extends CropRule['kind']>(
  name: SlotName,
  { input, crop }: Pick<ModelNet, 'input' | 'crop'>,
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

/**
 * Checks that a network of slot pad asks for what `resizeInto` writes: three channels in either order
 * and layout, and one score. Throws VisionError `modelUnusable`.
 */
export function padConventionOf({
  input,
  crop,
  score,
}: Pick<ModelNet, 'input' | 'crop' | 'score'>): Omit<PadNet, 'model'> {
  const [, first, second, third] = input.shape
  const [channels, height, width] =
    input.layout === 'NCHW' ? [first, second, third] : [third, first, second]
  if (input.shape.length !== 4 || channels !== 3 || !isSide(height) || !isSide(width))
    throw misfit('pad', 'must take images of three channels and a fixed size')
  if (!isKind(crop, 'scaledBox')) throw misfit('pad', 'must use the crop rule scaledBox')
  if (!score) throw misfit('pad', 'must say how its score is read')
  return { input, width, height, crop, score }
}

function isSide(value: unknown): value is number {
  return typeof value === 'number'
}

function isKind<Kind extends CropRule['kind']>(
  crop: CropRule,
  kind: Kind,
): crop is Extract<CropRule, { kind: Kind }> {
  return crop.kind === kind
}

export function misfit(name: SlotName, problem: string): VisionError {
  return new VisionError('modelUnusable', `slot ${name} of the model manifest ${problem}`)
}
