import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadFaceApi } from './loadFaceApi.ts'
import { openTensorflow, peerFolder } from './openTensorflow.ts'
import { resizeBlazeface, type GraphModelJson } from './resizeBlazeface.ts'

/** Outputs by the names that models/manifest.json gives them. */
export type PeerOutputs<Name extends string> = Record<Name, Float32Array>

/**
 * The same weights, executed by TensorFlow.js. Every function takes one or more images as
 * interleaved RGB (NHWC) in the value range of models/manifest.json and returns all outputs.
 */
export interface TfjsPeer {
  /** Opens BlazeFace for squares of `sizePx`; one image of [1, size, size, 3] at a time, -1..1. */
  openDetector(sizePx: number): Promise<(image: Float32Array) => PeerOutputs<'logits' | 'boxes'>>
  /** Opens the face mesh; [N, 192, 192, 3] in 0..1. */
  openMesh(): Promise<(images: Float32Array) => PeerOutputs<'landmarks' | 'flag'>>
  /** Opens face-api's own FaceRecognitionNet; [N, 150, 150, 3] in 0..255. */
  openRecogniser(): Promise<(images: Float32Array) => PeerOutputs<'embedding'>>
  /** `tfjs-wasm` version and the kind of build it runs, for reports. */
  description: string
}

/** The models that the service runs, on TensorFlow.js as openTensorflow starts it. */
export async function openTfjsPeer(): Promise<TfjsPeer> {
  const { tf, converter, wasm, description } = await openTensorflow()

  const openGraph = async (name: string, resize: (model: GraphModelJson, bin: Buffer) => void) => {
    const folder = join(peerFolder('@vladmandic/human'), 'models')
    const model: GraphModelJson = JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8'))
    const bin = await readFile(join(folder, `${name}.bin`))
    resize(model, bin)
    return converter.loadGraphModel(
      tf.io.fromMemory({
        modelTopology: model.modelTopology,
        weightSpecs: model.weightsManifest.flatMap(group => group.weights),
        weightData: Uint8Array.from(bin).buffer,
      }),
    )
  }
  type Graph = Awaited<ReturnType<typeof openGraph>>

  const runGraph = (graph: Graph, images: Float32Array, sizePx: number, names: string[]) => {
    const tensors = tf.tidy(() => {
      const shape: [number, number, number, number] = [-1, sizePx, sizePx, 3]
      shape[0] = images.length / (sizePx * sizePx * 3)
      const answer = graph.execute(tf.tensor4d(images, shape), names)
      return Array.isArray(answer) ? answer : [answer]
    })
    const arrays = tensors.map(tensor => Float32Array.from(tensor.dataSync()))
    tf.dispose(tensors)
    return arrays
  }

  return {
    description,
    async openDetector(sizePx) {
      const graph = await openGraph('blazeface', (model, bin) =>
        resizeBlazeface(model, bin, sizePx),
      )
      const names = ['Identity', 'Identity_1', 'Identity_2', 'Identity_3']
      return image => {
        const [near, far, nearBoxes, farBoxes] = runGraph(graph, image, sizePx, names)
        return { logits: join2(near, far), boxes: join2(nearBoxes, farBoxes) }
      }
    },
    async openMesh() {
      const graph = await openGraph('facemesh', () => {})
      return images => {
        const [landmarks, flag] = runGraph(graph, images, 192, ['Identity_2', 'Identity_1'])
        return { landmarks: landmarks ?? new Float32Array(), flag: flag ?? new Float32Array() }
      }
    },
    async openRecogniser() {
      const { FaceRecognitionNet } = await loadFaceApi(tf, wasm)
      const net = new FaceRecognitionNet()
      await net.loadFromDisk(join(peerFolder('@vladmandic/face-api'), 'model'))
      return images => {
        const embedding = tf.tidy(() => net.forwardInput(toBatch(images)))
        const data = Float32Array.from(embedding.dataSync())
        embedding.dispose()
        return { embedding: data }
      }
    },
  }

  // The network's only use of its input object is to ask for the batch at its own size.
  function toBatch(images: Float32Array) {
    return {
      toBatchTensor: (sizePx: number) =>
        tf.tensor4d(images, [images.length / (sizePx * sizePx * 3), sizePx, sizePx, 3]),
    }
  }
}

function join2(first = new Float32Array(), second = new Float32Array()): Float32Array {
  const both = new Float32Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}
