import assert from 'node:assert/strict'
import { join } from 'node:path'
import { buildModels } from '../../models/build/buildModels.ts'
import { modelFolder } from '../../models/build/modelFolder.ts'
import { readManifest, type FilledSlot, type ModelManifest } from '../../models/manifest.ts'
import type { ImageSlotName } from '../../models/slotNames.ts'
import { openTfjsPeer, type TfjsPeer } from '../../server/bench/tfjsPeer.ts'
import { openOnnxModel, type OnnxModel } from '../../server/vision/onnx.ts'
import { testImages, toInterleaved, toPlanar } from './testImages.ts'

// Largest difference of an output over the largest value that TensorFlow.js gives for it. Both sides
// compute in float32 but add up in different orders.
const maxRelativeDifference = 1e-4
// A probability is measured on its own scale: ONNX Runtime's sigmoid is exact to about 1e-7, which
// is much of a flag of 1e-5.
const fullScale: Record<string, number> = { flag: 1 }

type PeerRun = (images: Float32Array) => Record<string, Float32Array>

const cases: { slot: ImageSlotName; sizePx: number; open: (peer: TfjsPeer) => Promise<PeerRun> }[] =
  [
    { slot: 'detector', sizePx: 128, open: peer => peer.openDetector(128) },
    { slot: 'detectorSmallFaces', sizePx: 192, open: peer => peer.openDetector(192) },
    { slot: 'landmarks', sizePx: 192, open: peer => peer.openMesh() },
    { slot: 'embedding', sizePx: 150, open: peer => peer.openRecogniser() },
  ]

describe('the built models compute what TensorFlow.js computes with the same weights', function () {
  this.timeout(120_000)
  let manifest: ModelManifest
  let peer: TfjsPeer
  before(async () => {
    manifest = await readManifest()
    await buildModels({ manifest })
    peer = await openTfjsPeer()
  })

  for (const { slot: name, sizePx, open } of cases) {
    describe(name, () => {
      let slot: FilledSlot
      let model: OnnxModel
      let runPeer: PeerRun
      before(async () => {
        slot = filled(manifest, name)
        model = await openOnnxModel({ path: join(modelFolder, slot.file), sha256: slot.sha256 })
        runPeer = await open(peer)
      })
      after(() => model.release())

      for (const image of testImages(sizePx)) {
        it(`agrees on ${image.name}`, async () => {
          const [low, high] = rangeOf(slot)
          const expected = runPeer(toInterleaved(image.data, low, high))
          const actual = await model.run({
            data: toPlanar(image.data, low, high),
            dims: [1, 3, sizePx, sizePx],
          })
          assert.deepEqual(
            Object.keys(actual).toSorted(),
            slot.outputs.map(output => output.name).toSorted(),
            'outputs as in the manifest',
          )
          for (const { name: output, shape } of slot.outputs) {
            const length = shape.reduce<number>((product, n) => product * (n === 'N' ? 1 : n), 1)
            assert.equal(actual[output]?.length, length, `${output} has the manifest's shape`)
            assertClose(actual[output], expected[output], output)
          }
        })
      }

      it('gives each picture of a batch what it gets alone', async () => {
        const [low, high] = rangeOf(slot)
        const images = testImages(sizePx).slice(-2)
        const planes = images.map(image => toPlanar(image.data, low, high))
        const batch = new Float32Array(2 * 3 * sizePx * sizePx)
        planes.forEach((plane, i) => batch.set(plane, i * plane.length))
        const together = await model.run({ data: batch, dims: [2, 3, sizePx, sizePx] })
        for (const [i, data] of planes.entries()) {
          const alone = await model.run({ data, dims: [1, 3, sizePx, sizePx] })
          for (const { name: output } of slot.outputs) {
            const length = alone[output]?.length ?? 0
            const mine = together[output]?.subarray(i * length, (i + 1) * length)
            assertClose(mine, alone[output], output)
          }
        }
      })
    })
  }
})

function filled(manifest: ModelManifest, name: ImageSlotName): FilledSlot {
  const slot = manifest.slots[name]
  if (slot.file === null) throw new Error(`slot ${name} is empty`)
  return slot
}

/** What black and white become at the model's input. */
function rangeOf({ input }: FilledSlot): [number, number] {
  const fed = (pixel: number) => (pixel - input.mean[0]) * input.scale[0]
  return [fed(0), fed(255)]
}

function assertClose(
  actual: Float32Array | undefined,
  expected: Float32Array | undefined,
  output: string,
): void {
  assert.ok(actual && expected && actual.length === expected.length, `${output} has its length`)
  let largest = fullScale[output] ?? 0
  let difference = 0
  expected.forEach((value, i) => {
    largest = Math.max(largest, Math.abs(value))
    difference = Math.max(difference, Math.abs(value - (actual[i] ?? 0)))
  })
  const relative = difference / largest
  assert.ok(largest > 0, `${output} is not all zero`)
  assert.ok(
    relative <= maxRelativeDifference,
    `${output}: relative difference ${relative.toExponential(2)}`,
  )
}
