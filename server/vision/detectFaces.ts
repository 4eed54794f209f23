import { detectorAnchors } from './detectorAnchors.ts'
import type { SlotModel } from './modelRegistry.ts'
import type { Pyramid } from './pyramid.ts'
import { suppressBoxes, type Candidate } from './suppressBoxes.ts'
import { warpImage } from './warpImage.ts'

/** Intersection over union above which two candidates are one face (BlazeFace paper, §3.4). */
const maxOverlap = 0.3

/**
 * Finds faces in the whole picture, letterboxed on black onto the detector's square. Only
 * candidates at or over the slot's confidence are returned; boxes and key points
 * are in picture px; strongest first.
 */
export async function detectFaces(
  pyramid: Pyramid,
  { model, inputPx, gain, offset, threshold, scratch }: SlotModel<'letterbox'>,
): Promise<Candidate[]> {
  const { width, height } = pyramid.image
  const scale = inputPx / Math.max(width, height)
  const tx = (inputPx - width * scale) / 2
  const ty = (inputPx - height * scale) / 2
  const letterbox = { a: scale, b: 0, tx, ty }
  const data = warpImage(pyramid, letterbox, { size: inputPx, gain, offset }, scratch)
  const outputs = await model.run({ data, dims: [1, 3, inputPx, inputPx] })
  const found = readCandidates(outputs, inputPx, threshold)
  return suppressBoxes(found, maxOverlap).map(each => ({
    confidence: each.confidence,
    box: [
      (each.box[0] - tx) / scale,
      (each.box[1] - ty) / scale,
      each.box[2] / scale,
      each.box[3] / scale,
    ],
    keypoints: each.keypoints.map((value, i) => (value - (i % 2 === 0 ? tx : ty)) / scale),
  }))
}

/** Boxes are written as centre, size and six points, all but the size relative to the anchor. */
function readCandidates(
  outputs: Record<string, Float32Array>,
  inputPx: number,
  minConfidence: number,
): Candidate[] {
  const { logits, boxes } = outputs
  const anchors = detectorAnchors(inputPx)
  if (!logits || !boxes || logits.length * 2 !== anchors.length)
    throw new Error('the detector does not have the outputs of BlazeFace')
  const minLogit = Math.log(minConfidence / (1 - minConfidence))
  const found: Candidate[] = []
  logits.forEach((logit, i) => {
    if (!(logit >= minLogit)) return
    const x = anchors[2 * i] ?? 0
    const y = anchors[2 * i + 1] ?? 0
    const [dx = 0, dy = 0, w = 0, h = 0, ...points] = boxes.subarray(16 * i, 16 * i + 16)
    found.push({
      box: [x + dx - w / 2, y + dy - h / 2, w, h],
      confidence: 1 / (1 + Math.exp(-logit)),
      keypoints: points.map((value, k) => value + (k % 2 === 0 ? x : y)),
    })
  })
  return found
}
