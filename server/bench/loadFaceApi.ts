import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { compileFunction } from 'node:vm'
import type * as Tensorflow from '@tensorflow/tfjs-core'
import { findPackageFolder } from '../../models/build/findPackageFolder.ts'

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
  const folder = findPackageFolder('@vladmandic/face-api')
  if (folder === null) throw new Error('@vladmandic/face-api is not installed: run `npm ci`.')
  const file = join(folder, 'dist', 'face-api.node-wasm.js')
  const nodeRequire = createRequire(file)
  const provided = new Map<string, object>([
    ['@tensorflow/tfjs', tf],
    ['@tensorflow/tfjs-backend-wasm', wasm],
  ])
  addChainedMethods(tf)
  const run = compileFunction(await readFile(file, 'utf8'), ['require', 'module', 'exports'], {
    filename: file,
  })
  const module: { exports: Partial<FaceApi> } = { exports: {} }
  const load = (name: string): unknown => provided.get(name) ?? nodeRequire(name)
  run(load, module, module.exports)
  const { FaceRecognitionNet } = module.exports
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
