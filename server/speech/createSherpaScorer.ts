import type { DigitScorer } from '../domain/digit/digitScorer.ts'
import { VisionError } from '../domain/visionError.ts'
import { digitsOfTranscript } from './transcript/digitsOfTranscript.ts'
import { editDistance } from './transcript/editDistance.ts'
import type { SherpaPackage } from './transcript/loadSherpa.ts'

/**
 * What one wrong, missing or further digit costs. A transcript has no likelihoods: right is 0, and one
 * slip is as far from it as codes that the project's own model finds unclear (digitLimits).
 */
export const scorePerEdit = -3

const rateHz = 16_000
/** Shorter sound holds no digit: a syllable of fast speech has 100 ms. */
const minSamples = 0.1 * rateHz

/**
 * Makes a scorer of an operator's sherpa-onnx recogniser: its transcript, read as digits, against the
 * code. Opening and reading take the thread they run in.
 *
 * @param modelConfig sherpa-onnx's OfflineModelConfig, with paths
 * @throws VisionError `modelUnusable` when sherpa-onnx refuses the model
 */
export function createSherpaScorer(
  { OfflineRecognizer }: SherpaPackage,
  modelConfig: object,
): DigitScorer {
  const config = {
    featConfig: { sampleRate: rateHz, featureDim: 80 },
    modelConfig: { numThreads: 1, provider: 'cpu', debug: 0, ...modelConfig },
    decodingMethod: 'greedy_search',
  }
  const recogniser = attempt('cannot open the recogniser', () => new OfflineRecognizer(config))
  return {
    name: 'sherpa',
    weight: 1,
    read(pcm) {
      if (pcm.length < minSamples) return Promise.resolve({ scoreOf: () => -Infinity })
      const text = attempt('cannot listen', () => {
        const stream = recogniser.createStream()
        stream.acceptWaveform({ samples: pcm, sampleRate: rateHz })
        recogniser.decode(stream)
        return recogniser.getResult(stream).text
      })
      const heard = digitsOfTranscript(text)
      return Promise.resolve({
        // `|| 0`: no edit is 0, not −0.
        scoreOf: code => scorePerEdit * editDistance(code, heard) || 0,
      })
    },
    close: () => Promise.resolve(),
  }
}

function attempt<Result>(what: string, act: () => Result): Result {
  try {
    return act()
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause)
    throw new VisionError('modelUnusable', `sherpa-onnx ${what} of slot digits: ${problem}`, {
      cause,
    })
  }
}
