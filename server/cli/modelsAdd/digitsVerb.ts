import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { sha256 } from '../../../models/build/sha256.ts'
import { readManifest, type SoundSlot } from '../../../models/manifest.ts'
import { fillSlot } from '../../../models/own/fillSlot.ts'
import { ownFileName } from '../../../models/own/ownFileName.ts'
import { createCtcScorer } from '../../speech/createCtcScorer.ts'
import { openOnnxBytes } from '../../vision/onnx.ts'
import { UsageError } from '../command.ts'
import type { AddVerb } from './addVerb.ts'
import { describeFiles } from './describeFiles.ts'
import { onlyArgument } from './onlyArgument.ts'

/** The recipe's models have 2 MB; a file of another kind is not read into memory. */
const maxBytes = 64 * 1024 * 1024

/** digits: a digit model that the operator trained with this repository's recipe. */
export const digitsVerb: AddVerb = {
  usage: `  digits FILE.onnx     spoken digits, slot digits: a model that models/digits/train.py made of your
                       own speakers' recordings, in the place of the one shipped`,
  async run({ args, ownFolder }) {
    const path = onlyArgument(args, 'digits', 'FILE.onnx')
    const found = await stat(path).catch(() => null)
    if (!found?.isFile()) throw new UsageError(`${path} is not there.`)
    if (found.size > maxBytes) throw new UsageError(`${path} is larger than ${maxBytes} bytes.`)
    const bytes = await readFile(path)
    await tryOut(path, bytes)
    const source = { path: basename(path), sha256: sha256(bytes) }
    const shipped = (await readManifest()).slots.digits
    if (shipped.file === null) throw new UsageError('the manifest describes no digit model')
    const slot: SoundSlot = {
      ...shipped,
      file: ownFileName('digits', bytes),
      sizeBytes: bytes.length,
      sha256: source.sha256,
      licence: 'as the operator has it',
      origin: 'trained by the operator with models/digits/train.py',
      source: { package: null, files: [source] },
      threshold: {
        ...shipped.threshold,
        evaluation: 'not measured; taken over from the shipped model',
      },
    }
    await fillSlot(ownFolder, 'digits', slot, new Map([[slot.file, bytes]]))
    return {
      slot: 'digits',
      outcome: 'filled',
      sources: [{ ...source, note: 'listened to a second of silence' }],
      files: describeFiles(slot, ownFolder),
      notes: [
        'Its threshold is still that of the shipped model. Measure it on speakers that it was not trained',
        'on: npm run evaluate -- digits FOLDER.',
      ],
    }
  },
}

/** Lets the scorer listen to a second of silence: a model that it cannot use is never put in place. */
async function tryOut(path: string, bytes: Uint8Array): Promise<void> {
  const scorer = createCtcScorer(await openOnnxBytes(bytes, basename(path)))
  try {
    await scorer.read(new Float32Array(16_000))
  } finally {
    await scorer.close()
  }
}
