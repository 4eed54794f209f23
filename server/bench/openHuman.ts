import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type * as Core from '@tensorflow/tfjs-core'
import { decodeFrame } from '../vision/decodeFrame.ts'
import { loadDistribution } from './loadDistribution.ts'
import { openTensorflow, peerFolder } from './openTensorflow.ts'

/** Human, fed with the frames of a capture one after the other. */
export interface HumanPeer {
  /** Versions and build, for reports. */
  description: string
  /**
   * Decodes the JPEG as the server does and looks for the face in it.
   *
   * @returns mesh points found: 468, or 0 without a face
   */
  look(jpeg: Uint8Array, mode: HumanMode): Promise<number>
}

/**
 * `following`: the detector looks in every fifth frame, as ours does; in between the mesh follows the
 * face from the frame before, which Human keeps once for the whole process. `everyFrame`: nothing is
 * kept, which is what a process can do that serves several captures at a time.
 */
export type HumanMode = 'following' | 'everyFrame'

/** How much a picture may change before Human looks anew: its own scale, 0 = it always does. */
const cacheSensitivity: Record<HumanMode, number> = {
  following: Number.MAX_VALUE,
  everyFrame: 0,
}

/** What is used of Human's own types. */
interface HumanLibrary {
  Human: new (config: object) => {
    version: string
    load(): Promise<void>
    detect(
      image: Core.Tensor3D,
      change: object,
    ): Promise<{ face: { mesh: unknown[] }[]; error: string | null }>
  }
}

/** TensorFlow.js takes null, which its types do not say: this router does not serve the address. */
interface Routers {
  registerLoadRouter(router: (address: string | string[]) => Core.io.IOHandler | null): void
}

/** Frames between two runs of its detector: the same as ours (vision/createTrack.ts). */
const skippedFrames = 4

const off = { enabled: false }

/**
 * Opens `@vladmandic/human` on TensorFlow.js in WebAssembly with the models of its package: face
 * detector and mesh, everything else off. Neither its clock nor its guess whether the picture changed
 * enough decides when its detector looks, so that this does not depend on how fast the frames come.
 */
export async function openHuman(): Promise<HumanPeer> {
  const { tf, converter, wasm, wasmFolder, description } = await openTensorflow()
  const folder = peerFolder('@vladmandic/human')
  const file = join(folder, 'dist', 'human.node-wasm.js')
  const provided = new Map<string, object>([
    ['@tensorflow/tfjs-core', tf],
    ['@tensorflow/tfjs-converter', converter],
    ['@tensorflow/tfjs-backend-wasm', wasm],
  ])
  const { Human }: Partial<HumanLibrary> = await loadDistribution(file, provided)
  if (!Human) throw new Error('@vladmandic/human has no Human')
  // Without tfjs-node nothing in TensorFlow.js reads files.
  const routers: Routers = tf.io
  routers.registerLoadRouter(openGraphFile)
  const human = new Human({
    backend: 'wasm',
    wasmPath: wasmFolder,
    modelBasePath: pathToFileURL(join(folder, 'models', '/')).href,
    cacheModels: false,
    warmup: 'none',
    filter: off,
    gesture: off,
    body: off,
    hand: off,
    object: off,
    segmentation: off,
    face: {
      enabled: true,
      detector: { maxDetected: 1, skipFrames: skippedFrames, skipTime: Number.MAX_VALUE },
      mesh: { enabled: true },
      iris: off,
      attention: off,
      emotion: off,
      description: off,
      antispoof: off,
      liveness: off,
    },
  })
  await human.load()
  return {
    description: `human ${human.version} on ${description}`,
    async look(jpeg, mode) {
      const decoded = await decodeFrame(jpeg)
      if (!decoded.ok) throw new RangeError(`a frame cannot be decoded: ${decoded.detail}`)
      const { width, height, data } = decoded.image
      const tensor = tf.tensor3d(data, [height, width, 3], 'int32')
      try {
        const { face, error } = await human.detect(tensor, {
          cacheSensitivity: cacheSensitivity[mode],
        })
        if (error) throw new Error(`human: ${error}`)
        return face[0]?.mesh.length ?? 0
      } finally {
        tensor.dispose()
      }
    },
  }
}

/** Reads a graph model and its one file of weights from a `file:` address. */
function openGraphFile(address: string | string[]): Core.io.IOHandler | null {
  if (typeof address !== 'string' || !address.startsWith('file:')) return null
  return {
    async load() {
      const file = fileURLToPath(address)
      const graph: GraphFile = JSON.parse(await readFile(file, 'utf8'))
      const weights = await readFile(file.replace(/\.json$/, '.bin'))
      return {
        modelTopology: graph.modelTopology,
        weightSpecs: graph.weightsManifest.flatMap(group => group.weights),
        weightData: Uint8Array.from(weights).buffer,
      }
    },
  }
}

interface GraphFile {
  modelTopology: object
  weightsManifest: Core.io.WeightsManifestConfig
}
