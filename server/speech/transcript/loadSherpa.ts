import { VisionError } from '../../domain/visionError.ts'

/** What is used of the package sherpa-onnx-node (1.10 and later). */
export interface SherpaPackage {
  OfflineRecognizer: new (config: object) => SherpaRecogniser
}

export interface SherpaRecogniser {
  createStream(): SherpaStream
  decode(stream: SherpaStream): void
  getResult(stream: SherpaStream): { text: string }
}

export interface SherpaStream {
  acceptWaveform(sound: { samples: Float32Array; sampleRate: number }): void
}

const packageName = 'sherpa-onnx-node'

/**
 * The operator's sherpa-onnx. It is no dependency of this project: who wants it installs it beside.
 *
 * @param load for tests
 * @throws VisionError `modelUnusable` that says how to install it
 */
export async function loadSherpa(
  load: () => Promise<unknown> = () => import(packageName),
): Promise<SherpaPackage> {
  let module: unknown
  try {
    module = await load()
  } catch (cause) {
    throw new VisionError(
      'modelUnusable',
      `the recogniser in slot digits needs the package ${packageName}: run \`npm install ${packageName}\` in this folder, or take the recogniser out with \`npm run models:add -- remove digits\``,
      { cause },
    )
  }
  // A CommonJS package comes with its names, or under `default` only.
  const sherpa = [module, defaultOf(module)].find(isSherpa)
  if (sherpa) return sherpa
  throw new VisionError(
    'modelUnusable',
    `the installed ${packageName} has no OfflineRecognizer: run \`npm install ${packageName}@latest\``,
  )
}

function defaultOf(module: unknown): unknown {
  return typeof module === 'object' && module !== null && 'default' in module
    ? module.default
    : undefined
}

function isSherpa(module: unknown): module is SherpaPackage {
  return (
    typeof module === 'object' &&
    module !== null &&
    'OfflineRecognizer' in module &&
    typeof module.OfflineRecognizer === 'function'
  )
}
