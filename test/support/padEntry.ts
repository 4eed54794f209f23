import { buildMiniFasNet } from '../../models/build/buildMiniFasNet.ts'
import { sha256 } from '../../models/build/sha256.ts'
import type { FilledSlot, ModelNet } from '../../models/manifest.ts'
import { ownFileName } from '../../models/own/ownFileName.ts'
import { randomMiniFasNet } from './torchFile.ts'

/** An entry of slot pad with networks of random weights, one per crop factor, and their files. */
export function randomPadEntry(factors: readonly number[], threshold = 0.5) {
  const files = new Map<string, Uint8Array>()
  const nets = factors.map((factor, index): ModelNet => {
    const { onnx } = buildMiniFasNet(randomMiniFasNet(10 + index, index % 2 === 1))
    const file = ownFileName(`random-${index}`, onnx)
    files.set(file, onnx)
    return {
      file,
      sizeBytes: onnx.length,
      sha256: sha256(onnx),
      input: {
        name: 'image',
        shape: ['N', 3, 80, 80],
        layout: 'NCHW',
        colour: 'BGR',
        mean: [0, 0, 0],
        scale: [1, 1, 1],
      },
      crop: { kind: 'scaledBox', factor },
      outputs: [{ name: 'probabilities', shape: ['N', 3], meaning: 'random' }],
      score: { output: 'probabilities', index: 1, activation: 'none' },
    }
  })
  const [first, ...ensemble] = nets
  if (!first) throw new RangeError('at least one factor is needed')
  const slot: FilledSlot = {
    ...first,
    ensemble,
    task: 'nothing: random weights',
    licence: 'none',
    origin: 'dice',
    source: { package: null, files: [{ path: 'dice.pth', sha256: first.sha256 }] },
    metric: 'probability',
    threshold: { value: threshold, unit: '0–1', passes: 'atLeast', evaluation: 'none' },
  }
  return { slot, files }
}
