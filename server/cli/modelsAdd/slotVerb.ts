import { readFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { sha256 } from '../../../models/build/sha256.ts'
import { findSlotProblem } from '../../../models/findManifestProblem.ts'
import type { FilledSlot, ModelNet } from '../../../models/manifest.ts'
import { fillSlot } from '../../../models/own/fillSlot.ts'
import { ownFileName } from '../../../models/own/ownFileName.ts'
import { imageSlotNames, type ImageSlotName } from '../../../models/slotNames.ts'
import { probeModel } from '../../vision/probeModel.ts'
import { UsageError } from '../command.ts'
import type { AddVerb } from './addVerb.ts'
import { describeFiles } from './describeFiles.ts'

/** SLOT FILE.onnx … --entry ENTRY.json. */
export function createSlotVerb(name: ImageSlotName): AddVerb {
  return {
    usage,
    async run({ args, entry, ownFolder }) {
      if (args.length === 0) throw new UsageError(`models:add ${name} takes one FILE.onnx or more.`)
      if (!entry)
        throw new UsageError('--entry ENTRY.json is needed: it says how the model is fed.')
      const models = await Promise.all(args.map(readModel))
      const slot = describe(await readEntry(entry), models)
      const problem = findSlotProblem(name, slot)
      if (problem !== null) throw new UsageError(`${entry}: ${name}${problem}.`)
      const files = new Map(models.map(({ file, bytes }) => [file, bytes]))
      await probeModel(name, slot, files)
      await fillSlot(ownFolder, name, slot, files)
      const sources = models.map(model => ({
        path: model.path,
        sha256: model.sum,
        note: 'run once on zeros: keeps to its entry',
      }))
      return {
        slot: name,
        outcome: 'filled',
        sources,
        files: describeFiles(slot, ownFolder),
        notes: notesOf(name),
      }
    },
  }
}

const usage = `  SLOT FILE.onnx … --entry ENTRY.json
                       any ONNX model that takes pictures: ENTRY.json describes it as an entry of
                       models/manifest.json does (task, licence, origin, input, crop, outputs, metric,
                       threshold; for pad also score), without file, sums and source. Further files go
                       with the items of the entry's "ensemble". It is run once on zeros.
                       Slots: ${imageSlotNames.join(', ')}`

interface GivenModel {
  path: string
  file: string
  bytes: Uint8Array
  sum: string
}

async function readModel(path: string): Promise<GivenModel> {
  const bytes = await readFile(path).catch(() => {
    throw new UsageError(`${path} cannot be read.`)
  })
  const stem = basename(path, extname(path)).replace(/[^\w-]+/g, '-')
  return { path, file: ownFileName(stem, bytes), bytes, sum: sha256(bytes) }
}

/** An entry as an operator wrote it; findSlotProblem judges it before it is used as one. */
type Entry = Omit<FilledSlot, 'ensemble'> & { ensemble?: unknown }

async function readEntry(path: string): Promise<Entry> {
  let entry: Entry
  try {
    entry = JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw new UsageError(`--entry: ${path} cannot be read as JSON.`, { cause })
  }
  if (typeof entry !== 'object' || entry === null)
    throw new UsageError(`--entry: ${path} is no object.`)
  return entry
}

/** The entry with what only the files can say. */
function describe(entry: Entry, models: readonly GivenModel[]): FilledSlot {
  const nets: ModelNet[] = Array.isArray(entry.ensemble) ? entry.ensemble : []
  if (models.length !== 1 + nets.length)
    throw new UsageError(
      `The entry describes ${1 + nets.length} networks, ${models.length} files are given.`,
    )
  const facts = models.map(({ file, bytes, sum }) => ({
    file,
    sizeBytes: bytes.length,
    sha256: sum,
  }))
  return {
    ...entry,
    ...facts[0],
    source: {
      package: null,
      files: models.map(({ path, sum }) => ({ path: basename(path), sha256: sum })),
    },
    ensemble: nets.map((net, index) => Object.assign({}, net, facts[index + 1])),
  }
}

function notesOf(name: ImageSlotName): string[] {
  if (name === 'pad')
    return [
      'Measure it on your own pictures: npm run evaluate -- pad FOLDER, and set its threshold by that.',
    ]
  if (name === 'embedding')
    return [
      'The scale of Sim was measured with the model of the release and is wrong for another one: make a',
      'new one with npm run evaluate -- compare FOLDER --write-calibration before anybody is verified.',
    ]
  return []
}
