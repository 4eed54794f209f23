import { modelFolder } from '../../models/build/modelFolder.ts'
import { openModelRegistry, type ModelRegistry } from '../vision/modelRegistry.ts'
import { median } from './statistics.ts'
import { openTfjsPeer } from './tfjsPeer.ts'

/** One model against the same weights in TensorFlow.js, one thread each, rounds interleaved. */
export interface ModelTiming {
  model: string
  /** ONNX Runtime, ms: the best round and the median. */
  onnxMs: { min: number; median: number }
  /** TensorFlow.js on WebAssembly, ms. */
  peerMs: { min: number; median: number }
  /** Median of the rounds' ratios: peer ÷ ONNX Runtime. */
  ratio: number
}

export interface ModelsReport {
  peer: string
  timings: ModelTiming[]
}

/** Rounds before the clock counts: lets both sides compile and fill their caches. */
const warmUpRounds = 3

/** Times detector, mesh and recogniser. Needs the development dependencies for the peer. */
export async function benchModels(rounds: number): Promise<ModelsReport> {
  const registry = await openModelRegistry(modelFolder)
  try {
    const peer = await openTfjsPeer()
    const [detector, smallFaces, mesh, recogniser] = await Promise.all([
      peer.openDetector(registry.detector.inputPx),
      peer.openDetector(registry.smallFaceDetector.inputPx),
      peer.openMesh(),
      peer.openRecogniser(),
    ])
    return {
      peer: peer.description,
      timings: [
        await time('detector 128 px', registry.detector, detector, rounds),
        await time('detector 192 px', registry.smallFaceDetector, smallFaces, rounds),
        await time('mesh 192 px', registry.landmarks, mesh, rounds),
        await time('recogniser 150 px', registry.embedding, recogniser, rounds),
      ],
    }
  } finally {
    await registry.release()
  }
}

async function time(
  model: string,
  slot: ModelRegistry['detector' | 'landmarks' | 'embedding'],
  runPeer: (image: Float32Array) => unknown,
  rounds: number,
): Promise<ModelTiming> {
  const side = slot.inputPx
  const pixels = Float32Array.from({ length: 3 * side * side }, (_, i) => (i * 37) % 256)
  const own = { data: pixels.map(p => p * slot.gain + slot.offset), dims: [1, 3, side, side] }
  const onnx: number[] = []
  const peer: number[] = []
  for (let round = -warmUpRounds; round < rounds; round++) {
    const start = performance.now()
    await slot.model.run(own)
    const between = performance.now()
    runPeer(own.data)
    const end = performance.now()
    if (round < 0) continue
    onnx.push(between - start)
    peer.push(end - between)
  }
  return {
    model,
    onnxMs: { min: Math.min(...onnx), median: median(onnx) },
    peerMs: { min: Math.min(...peer), median: median(peer) },
    ratio: median(peer.map((ms, i) => ms / (onnx[i] ?? NaN))),
  }
}
