import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { buildMiniFasNet, type MiniFasNet } from '../../../models/build/buildMiniFasNet.ts'
import { ModelFileError } from '../../../models/build/modelFileError.ts'
import { sha256 } from '../../../models/build/sha256.ts'
import type { FilledSlot, ModelNet, SourceFile } from '../../../models/manifest.ts'
import { fillSlot } from '../../../models/own/fillSlot.ts'
import { ownFileName } from '../../../models/own/ownFileName.ts'
import { readTorchFile } from '../../../models/torch/readTorchFile.ts'
import { probeModel } from '../../vision/probeModel.ts'
import { UsageError } from '../command.ts'
import type { AddVerb } from './addVerb.ts'
import { describeFiles } from './describeFiles.ts'
import { onlyArgument } from './onlyArgument.ts'

/** The two published networks: each sees the face with other surroundings. */
const published = [
  {
    file: '2.7_80x80_MiniFASNetV2.pth',
    stem: 'minifasnet-v2',
    factor: 2.7,
    sha256: 'a5eb02e1843f19b5386b953cc4c9f011c3f985d0ee2bb9819eea9a142099bec0',
  },
  {
    file: '4_0_0_80x80_MiniFASNetV1SE.pth',
    stem: 'minifasnet-v1se',
    factor: 4,
    sha256: '84ee1d37d96894d5e82de5a57df044ef80a58be2b218b5ed7cdfd875ec2f5990',
  },
] as const

/**
 * The networks were trained on boxes that reach further up than our detector's; the mean of a view
 * without and one with the forehead errs less than either (figures: threshold below).
 */
const headrooms = [0, 0.15] as const

/** The published files have 1.9 MB; a file of another kind is not read into memory. */
const maxBytes = 64 * 1024 * 1024
/** Of the three classes: 0 print, 1 live, 2 screen. */
const liveClass = 1

/** minifasnet: the two published networks of Silent-Face-Anti-Spoofing into slot pad. */
export const minifasnetVerb: AddVerb = {
  usage: `  minifasnet FOLDER    passive PAD, slot pad: silent and action need it. FOLDER holds ${published[0].file} and
                       ${published[1].file}, as the public repository
                       minivision-ai/Silent-Face-Anti-Spoofing has them in
                       resources/anti_spoof_models (Apache-2.0)`,
  async run({ args, ownFolder }) {
    const folder = onlyArgument(args, 'minifasnet', 'FOLDER')
    const sources: SourceFile[] = []
    const files = new Map<string, Uint8Array>()
    const nets: ModelNet[] = []
    for (const { file, stem, factor } of published) {
      const path = join(folder, file)
      const bytes = await readSource(path)
      sources.push({ path: file, sha256: sha256(bytes) })
      const built = build(path, bytes)
      const name = ownFileName(stem, built.onnx)
      files.set(name, built.onnx)
      for (const headroom of headrooms) nets.push(describeNet(name, built, factor, headroom))
    }
    const [first, ...ensemble] = nets
    if (!first) throw new UsageError('there is no network to add')
    const slot: FilledSlot = {
      ...first,
      ensemble,
      ...facts,
      source: { package: null, files: sources },
    }
    await probeModel('pad', slot, files)
    await fillSlot(ownFolder, 'pad', slot, files)
    return {
      slot: 'pad',
      outcome: 'filled',
      sources: sources.map(({ path, sha256 }, index) => ({
        path,
        sha256,
        note:
          sha256 === published[index]?.sha256
            ? 'the published file'
            : 'NOT the published file: use it only if you trained it yourself',
      })),
      files: describeFiles(slot, ownFolder),
      notes: [
        'Silent and action are offered from the next start on. The threshold was not set on your cameras:',
        'measure it with npm run evaluate -- pad FOLDER before you rely on it.',
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

function build(path: string, bytes: Uint8Array): MiniFasNet {
  try {
    return buildMiniFasNet(readTorchFile(bytes))
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause)
    const message = `${path} is not a MiniFASNet of torch.save: ${problem}. Nothing of it was run, and nothing was written.`
    throw new ModelFileError('sourceInvalid', path, message, cause)
  }
}

function describeNet(
  file: string,
  { onnx, inputPx, classes }: MiniFasNet,
  factor: number,
  headroom: number,
): ModelNet {
  return {
    file,
    sizeBytes: onnx.length,
    sha256: sha256(onnx),
    input: {
      name: 'image',
      shape: ['N', 3, inputPx, inputPx],
      layout: 'NCHW',
      colour: 'BGR',
      mean: [0, 0, 0],
      scale: [1, 1, 1],
    },
    crop: { kind: 'scaledBox', factor, headroom },
    outputs: [
      {
        name: 'probabilities',
        shape: ['N', classes],
        meaning: 'print, live, screen; their sum is 1',
      },
    ],
    score: { output: 'probabilities', index: liveClass, activation: 'none' },
  }
}

const facts = {
  task: 'tell a live face from a print or a screen in one picture (passive PAD)',
  licence: 'Apache-2.0 (weights, minivision)',
  origin:
    'MiniFASNetV2 (crop 2.7) and MiniFASNetV1SE (crop 4.0) of minivision-ai/Silent-Face-Anti-Spoofing, converted by models:add',
  metric: 'mean over both networks and two crops each of the probability that the face is live',
  threshold: {
    value: 0.6,
    unit: 'probability, 0–1',
    passes: 'atLeast',
    evaluation:
      'not calibrated on your cameras. 3 of 100 photos of Labeled Faces in the Wild score less; the publisher’s sample pictures score .99 (live), .08 and .11 (attacks). With one crop each the networks reached an area under the curve of .96, .80 and .76 on three sets of tight crops of screens and prints, and a phone video passed at .70. Measure it with evaluate pad',
  },
} satisfies Partial<FilledSlot>
