import { join } from 'node:path'
import type * as Tensorflow from '@tensorflow/tfjs-core'
import { loadDistribution } from './loadDistribution.ts'
import { peerFolder } from './openTensorflow.ts'

type Tensor = Tensorflow.Tensor

/** What is used of face-api: its own description of the recognition network. */
export interface FaceApi {
  FaceRecognitionNet: new () => {
    loadFromDisk(folder: string): Promise<void>
    forwardInput(input: { toBatchTensor(sizePx: number): Tensorflow.Tensor4D }): Tensorflow.Tensor2D
  }
}

/**
 * Loads the distribution file of `@vladmandic/face-api` that is meant for Node and WebAssembly, on
 * the given TensorFlow.js. The file asks for the union package `@tensorflow/tfjs`, which is not
 * installed: it gets tfjs-core instead, with the four chained tensor methods that the union package
 * would add and that the recognition network calls.
 */
export async function loadFaceApi(tf: typeof Tensorflow, wasm: object): Promise<FaceApi> {
  const file = join(peerFolder('@vladmandic/face-api'), 'dist', 'face-api.node-wasm.js')
  const provided = new Map<string, object>([
    ['@tensorflow/tfjs', tf],
    ['@tensorflow/tfjs-backend-wasm', wasm],
  ])
  addChainedMethods(tf)
  const { FaceRecognitionNet }: Partial<FaceApi> = await loadDistribution(file, provided)
  if (!FaceRecognitionNet) throw new Error('@vladmandic/face-api has no FaceRecognitionNet')
  return { FaceRecognitionNet }
}

function addChainedMethods(tf: typeof Tensorflow): void {
  Object.assign(tf.Tensor.prototype, {
    div(this: Tensor, divisor: number) {
      return tf.div(this, divisor)
    },
    mean(this: Tensor, axes: number[]) {
      return tf.mean(this, axes)
    },
  })
}
