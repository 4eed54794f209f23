import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, extname, join, resolve } from 'node:path'
import { sha256 } from '../../../models/build/sha256.ts'
import type { SlotFile, SoundSlot } from '../../../models/manifest.ts'
import { fillSlot } from '../../../models/own/fillSlot.ts'
import { ownFileName } from '../../../models/own/ownFileName.ts'
import { createSherpaScorer, scorePerEdit } from '../../speech/createSherpaScorer.ts'
import { loadSherpa } from '../../speech/transcript/loadSherpa.ts'
import { withPaths } from '../../speech/transcript/withPaths.ts'
import { UsageError } from '../command.ts'
import type { AddVerb } from './addVerb.ts'
import { describeFiles } from './describeFiles.ts'
import { onlyArgument } from './onlyArgument.ts'
import { sherpaConfigOf } from './sherpaConfigOf.ts'

/** Mandarin models with eight-bit weights have 20–240 MB. */
const maxBytes = 512 * 1024 * 1024

/** sherpa: a sherpa-onnx speech recogniser into slot digits. */
export const sherpaVerb: AddVerb = {
  usage: `  sherpa FOLDER [--entry CONFIG.json]
                       a Mandarin speech recogniser, slot digits, in the place of the model shipped.
                       FOLDER is an offline model as k2-fsa/sherpa-onnx publishes them; needs the
                       package sherpa-onnx-node beside (npm install sherpa-onnx-node). CONFIG.json:
                       its modelConfig with file names of FOLDER, where the names do not tell`,
  async run({ args, entry, ownFolder }) {
    const folder = resolve(onlyArgument(args, 'sherpa', 'FOLDER'))
    const names = await readdir(folder).catch(() => {
      throw new UsageError(`${folder} is no folder.`)
    })
    const config = entry ? await readConfig(entry) : sherpaConfigOf(basename(folder), names)
    const sherpa = await loadSherpa()
    const given = new Map<string, Given>()
    for (const name of namesIn(config, names)) given.set(name, await readGiven(join(folder, name)))
    const [main, ...others] = given.values()
    if (!main || others.length === 0)
      throw new UsageError(`the configuration names no files of ${folder}.`)
    // A model that cannot be used is never put in place.
    const inFolder = withPaths(config, name => (given.has(name) ? join(folder, name) : null))
    const scorer = createSherpaScorer(sherpa, inFolder)
    await scorer.read(new Float32Array(16_000))
    await scorer.close()

    const slot: SoundSlot = {
      ...facts,
      ...main.slotFile,
      origin: `${basename(folder)}, given by the operator`,
      source: {
        package: null,
        files: Array.from(given, ([path, { slotFile }]) => ({ path, sha256: slotFile.sha256 })),
      },
      recogniser: {
        engine: 'sherpa-onnx',
        files: others.map(({ slotFile }) => slotFile),
        modelConfig: withPaths(config, name => given.get(name)?.slotFile.file ?? null),
      },
    }
    const files = Array.from(
      given.values(),
      ({ slotFile, bytes }) => [slotFile.file, bytes] as const,
    )
    await fillSlot(ownFolder, 'digits', slot, new Map(files))
    return {
      slot: 'digits',
      outcome: 'filled',
      sources: Array.from(given, ([path, { slotFile }]) => ({
        path,
        sha256: slotFile.sha256,
        note: 'part of a recogniser that listened to a second of silence',
      })),
      files: describeFiles(slot, ownFolder),
      notes: [
        'It listens alone: slot digitsAcoustic, if filled, is not asked. Measure it on your own speakers',
        'before you rely on it: npm run evaluate -- digits FOLDER.',
      ],
    }
  },
}

interface Given {
  slotFile: SlotFile
  bytes: Uint8Array
}

async function readGiven(path: string): Promise<Given> {
  const found = await stat(path)
  if (!found.isFile()) throw new UsageError(`${path} is no file.`)
  if (found.size > maxBytes)
    throw new UsageError(
      `${path} is larger than ${maxBytes} bytes: take the model with eight-bit weights (int8).`,
    )
  const bytes = await readFile(path)
  const stem = basename(path, extname(path)).replace(/[^\w-]+/g, '-')
  const file = ownFileName(stem, bytes, extname(path).slice(1))
  return { slotFile: { file, sizeBytes: bytes.length, sha256: sha256(bytes) }, bytes }
}

async function readConfig(path: string): Promise<Record<string, unknown>> {
  let config: unknown
  try {
    config = JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw new UsageError(`--entry: ${path} cannot be read as JSON.`, { cause })
  }
  if (typeof config !== 'object' || config === null || Array.isArray(config))
    throw new UsageError(`--entry: ${path} is no object.`)
  return { ...config }
}

/** The names of files that a configuration mentions, each once, networks first. */
function namesIn(config: Record<string, unknown>, names: readonly string[]): string[] {
  const found = new Set<string>()
  withPaths(config, word => {
    if (names.includes(word)) found.add(word)
    return null
  })
  return [...found].toSorted((a, b) => Number(b.endsWith('.onnx')) - Number(a.endsWith('.onnx')))
}

const facts: Omit<SoundSlot, keyof SlotFile | 'origin' | 'source' | 'recogniser'> = {
  task: 'write down what is said, and read the digits of a code in it',
  licence: 'as the operator has it',
  input: { name: 'samples', shape: ['N'], rateHz: 16_000 },
  outputs: [{ name: 'text', shape: ['N'], meaning: 'transcript' }],
  metric: `${scorePerEdit} × digits to replace, put in or take out until the transcript is the code`,
  threshold: {
    value: scorePerEdit / 2,
    unit: 'score; 0 is the code',
    passes: 'atLeast',
    evaluation: 'not measured: every digit must be right',
  },
}
