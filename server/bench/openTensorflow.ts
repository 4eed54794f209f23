import { join } from 'node:path'
import { findPackageFolder } from '../../models/build/findPackageFolder.ts'

export type Tensorflow = Awaited<ReturnType<typeof start>>

let started: Promise<Tensorflow> | null = null

/**
 * Starts TensorFlow.js on its WebAssembly backend with SIMD and one thread; once a process, as it has
 * one backend for all. It is a peer for tests and for `npm run bench`, never part of the service; its
 * packages are development dependencies.
 */
export function openTensorflow(): Promise<Tensorflow> {
  return (started ??= start())
}

async function start() {
  const { tf, converter, wasm } = await importTensorflow()
  // One thread, as ONNX Runtime gets one: the threaded build would not be a like-for-like peer.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
  const wasmFolder = join(peerFolder('@tensorflow/tfjs-backend-wasm'), 'dist', '/')
  wasm.setWasmPaths(wasmFolder)
  if (!(await tf.setBackend('wasm'))) throw new Error('TensorFlow.js could not start WebAssembly')
  const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')
  return {
    tf,
    converter,
    wasm,
    /** Where the WebAssembly files lie; ends with a slash. */
    wasmFolder,
    /** Version and the kind of build it runs, for reports. */
    description: `tfjs-wasm ${tf.version_core}, ${simd ? 'SIMD' : 'no SIMD'}, 1 thread`,
  }
}

async function importTensorflow() {
  try {
    const [tf, converter, wasm] = await Promise.all([
      import('@tensorflow/tfjs-core'),
      import('@tensorflow/tfjs-converter'),
      import('@tensorflow/tfjs-backend-wasm'),
    ])
    return { tf, converter, wasm }
  } catch (cause) {
    throw new Error(
      'The TensorFlow.js comparison needs the development packages: run `npm ci` without --omit=dev.',
      { cause },
    )
  }
}

/** Folder of an installed development package. */
export function peerFolder(name: string): string {
  const folder = findPackageFolder(name)
  if (folder === null) throw new Error(`The package ${name} is not installed: run \`npm ci\`.`)
  return folder
}
