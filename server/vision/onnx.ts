import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
// The namespace, not the default: under mocha tsx loads this file as CommonJS, where there is none.
import * as ort from 'onnxruntime-node'
import { VisionError } from '../domain/visionError.ts'

/** One float input of a model. */
export interface FloatTensor {
  data: Float32Array
  dims: readonly number[]
}

/** An opened model with one input. */
export interface OnnxModel {
  inputName: string
  /** Runs the model; outputs by name. The calling thread is busy until the answer is there. */
  run(input: FloatTensor): Promise<Record<string, Float32Array>>
  /** Time spent inside `run` since the model was opened, ms. */
  spentMs(): number
  release(): Promise<void>
}

/** Which file, and what it must be. */
export interface OnnxFile {
  path: string
  /** Lower-case hex. */
  sha256: string
  /** What to do when it is missing or wrong; default: build the models. */
  cure?: string
}

/**
 * Opens an ONNX file on the CPU, one thread, after checking its sum. The only importer of
 * onnxruntime-node. Throws VisionError `modelUnusable` when the file is missing or another one.
 */
export async function openOnnxModel({ path, sha256, cure }: OnnxFile): Promise<OnnxModel> {
  const name = basename(path)
  const unusable = refusal(cure)
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw unusable(`${name} is missing`, cause)
  })
  const found = createHash('sha256').update(bytes).digest('hex')
  if (found !== sha256) throw unusable(`${name} has sha256 ${found}, the manifest names ${sha256}`)
  return openOnnxBytes(bytes, name, cure)
}

/** The same for bytes that are in no file yet; `name` is for messages. */
export async function openOnnxBytes(
  bytes: Uint8Array,
  name: string,
  cure?: string,
): Promise<OnnxModel> {
  const unusable = refusal(cure)
  const session = await ort.InferenceSession.create(bytes, {
    // Always named: the package lists CUDA although its libraries are absent.
    executionProviders: ['cpu'],
    // One thread each; several workers run side by side instead (less spinning, more through).
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
  }).catch((cause: unknown) => {
    throw unusable(`${name} cannot be opened`, cause)
  })
  const [inputName] = session.inputNames
  if (inputName === undefined || session.inputNames.length !== 1)
    throw unusable(`${name} needs exactly one input`)

  const floatsOf = (tensor: ort.Tensor): Float32Array => {
    if (tensor.data instanceof Float32Array) return tensor.data
    throw unusable(`${name} gives ${tensor.type} where float32 is expected`)
  }

  let spentMs = 0
  return {
    inputName,
    async run({ data, dims }) {
      const feeds = { [inputName]: new ort.Tensor('float32', data, dims) }
      // `run` does its work in a setImmediate of this thread; what else is due there counts too.
      const before = performance.now()
      const results = await session.run(feeds)
      spentMs += performance.now() - before
      return Object.fromEntries(
        Object.entries(results).map(([output, tensor]) => [output, floatsOf(tensor)]),
      )
    },
    spentMs: () => spentMs,
    release: () => session.release(),
  }
}

function refusal(cure = 'run `npm run models`') {
  return (problem: string, cause?: unknown) =>
    new VisionError('modelUnusable', `model ${problem}; ${cure}`, { cause })
}
