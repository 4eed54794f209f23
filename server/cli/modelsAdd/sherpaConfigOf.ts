import { UsageError } from '../command.ts'

/** Kinds of one network, by the name that their published folders bear. */
const singleKinds = [
  {
    named: /sense-?voice/i,
    config: (model: string) => ({
      // Numbers in words: 三八零四, not 3804 or 三千八百零四.
      senseVoice: { model, language: 'zh', useInverseTextNormalization: 0 },
    }),
  },
  { named: /paraformer/i, config: (model: string) => ({ paraformer: { model } }) },
  { named: /zipformer-?ctc/i, config: (model: string) => ({ zipformerCtc: { model } }) },
  { named: /wenet/i, config: (model: string) => ({ wenetCtc: { model } }) },
  { named: /dolphin/i, config: (model: string) => ({ dolphin: { model } }) },
] as const

/**
 * sherpa-onnx's OfflineModelConfig for a folder as its project publishes them: told by the names of its
 * files and, where one network is all, by the folder's own.
 *
 * @param files names of the folder's files
 * @throws UsageError when they are of no kind that is known
 */
export function sherpaConfigOf(folder: string, files: readonly string[]): Record<string, unknown> {
  const find = (part: RegExp) => {
    const fitting = files.filter(file => part.test(file)).toSorted()
    // Of two precisions the small one: it reads as well and several times as fast.
    return fitting.find(file => file.includes('int8')) ?? fitting[0]
  }
  const tokens = find(/tokens\.txt$/)
  if (!tokens) throw new UsageError(`${folder} holds no tokens.txt: is it a sherpa-onnx model?`)
  const [encoder, decoder] = [find(/encoder.*\.onnx$/), find(/decoder.*\.onnx$/)]
  const joiner = find(/joiner.*\.onnx$/)
  if (encoder && decoder) {
    if (joiner) return { transducer: { encoder, decoder, joiner }, tokens }
    if (/whisper/i.test(folder))
      return { whisper: { encoder, decoder, language: 'zh', task: 'transcribe' }, tokens }
    if (/fire-?red/i.test(folder)) return { fireRedAsr: { encoder, decoder }, tokens }
  }
  const model = find(/model.*\.onnx$/)
  const kind = singleKinds.find(({ named }) => named.test(folder))
  if (model && kind) return { ...kind.config(model), tokens }
  throw new UsageError(
    `${folder} does not tell what kind of model it holds: write sherpa-onnx's modelConfig, with the names of its files, into a JSON file and give it with --entry.`,
  )
}
