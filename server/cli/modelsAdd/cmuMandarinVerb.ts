import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '../../../models/build/sha256.ts'
import {
  buildCmuModel,
  cmuFileNames,
  type CmuFileName,
  type CmuModel,
} from '../../../models/cmu/buildCmuModel.ts'
import { publishedModels } from '../../../models/cmu/publishedFiles.ts'
import type { SoundSlot, SourceFile } from '../../../models/manifest.ts'
import { fillSlot } from '../../../models/own/fillSlot.ts'
import { ownFileName } from '../../../models/own/ownFileName.ts'
import { createCmuScorer } from '../../speech/createCmuScorer.ts'
import { openOnnxBytes } from '../../vision/onnx.ts'
import { UsageError } from '../command.ts'
import type { AddVerb } from './addVerb.ts'
import { describeFiles } from './describeFiles.ts'
import { onlyArgument } from './onlyArgument.ts'

/** The largest published file has 4 MB; a file of another kind is not read into memory. */
const maxBytes = 64 * 1024 * 1024

/** cmu-mandarin: CMU's Mandarin acoustic model into slot digitsAcoustic. */
export const cmuMandarinVerb: AddVerb = {
  usage: `  cmu-mandarin FOLDER  a second opinion on spoken digits, slot digitsAcoustic. FOLDER holds a
                       Mandarin model of the public repository cmusphinx/pocketsphinx (CMU's
                       BSD-style licence), best ${publishedModels[0]?.place}`,
  async run({ args, ownFolder }) {
    const folder = onlyArgument(args, 'cmu-mandarin', 'FOLDER')
    const files = new Map<CmuFileName, Uint8Array>()
    for (const name of cmuFileNames) files.set(name, await readSource(join(folder, name)))
    const model = buildCmuModel(name => files.get(name) ?? new Uint8Array())
    const file = ownFileName('cmu-mandarin', model.onnx)
    const sources = Array.from(files, ([path, bytes]) => ({ path, sha256: sha256(bytes) }))
    const slot = describeSlot(file, model, sources)
    await tryOut(file, model.onnx)
    await fillSlot(ownFolder, 'digitsAcoustic', slot, new Map([[file, model.onnx]]))
    return {
      slot: 'digitsAcoustic',
      outcome: 'filled',
      sources: sources.map(({ path, sha256: sum }) => ({
        path,
        sha256: sum,
        note:
          publishedModels.find(({ sums }) => sums[path] === sum)?.name ?? 'NOT a published file',
      })),
      files: describeFiles(slot, ownFolder),
      notes: [
        `A ${model.kind} model, cut down to the ${model.states} states of the digits' words.`,
        'Its score is added to that of slot digits. Measure both on your own speakers: npm run evaluate',
        '-- digits FOLDER. Keep COPYING of the repository: CMU asks that its notice goes with the model.',
      ],
    }
  },
}

async function readSource(path: string): Promise<Uint8Array> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) throw new UsageError(`${path} is not there.`)
  if (found.size > maxBytes) throw new UsageError(`${path} is larger than ${maxBytes} bytes.`)
  return readFile(path)
}

/** Lets the scorer listen to a second of silence: a model that it cannot use is never put in place. */
async function tryOut(file: string, onnx: Uint8Array): Promise<void> {
  const scorer = await createCmuScorer(await openOnnxBytes(onnx, file))
  try {
    await scorer.read(new Float32Array(16_000))
  } finally {
    await scorer.close()
  }
}

function describeSlot(
  file: string,
  { onnx, kind, states }: CmuModel,
  files: SourceFile[],
): SoundSlot {
  return {
    task: 'hear the digits of a code with an acoustic model of Mandarin; its score is added to that of digits',
    file,
    sizeBytes: onnx.length,
    sha256: sha256(onnx),
    licence: 'two-clause BSD-style (Carnegie Mellon University, 1999–2010)',
    origin: `${kind} model of 2010 by CMU Sphinx, trained on 50 hours of broadcast news and conversation at 8 kHz, converted by models:add`,
    source: { package: null, files },
    input: { name: 'wave', shape: [1, 'N'], rateHz: 16_000 },
    outputs: [
      {
        name: 'scores',
        shape: [1, 'N', states],
        meaning: '100 frames a second; natural logarithms of the likelihoods of the tied states',
      },
    ],
    metric:
      'score of slot digits + 0.02 × [log P(best path through the code) − log P(best path through any digits)] / digits',
    threshold: {
      value: -2,
      unit: 'natural logarithm per digit',
      passes: 'atLeast',
      evaluation:
        'semi-continuous model; 260 strings of four digits put together from 13 speakers whom no part was trained on, 20 dB (evaluate digits --runs 20): at −2.2 5 % of the right codes are refused, 6.7 % of codes with one wrong digit and 0.05 % of random codes pass, at −1.7 10 %, 3.3 % and 0.03 %; without this slot 10 %, 3.2 % and 0.04 %. Its weight and its treatment of noise were set on the same speakers: expect more errors',
    },
  }
}
