import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readManifest, type ModelManifest, type SlotFacts, type SlotFile } from '../manifest.ts'
import { slotNames, type SlotName } from '../slotNames.ts'
import { findPackageFolder } from './findPackageFolder.ts'
import { inspectModel } from './inspectModel.ts'
import { ModelFileError } from './modelFileError.ts'
import { modelFolder } from './modelFolder.ts'
import { readSources, type FindPackage } from './readSources.ts'
import { readRepositoryFile } from './readRepositoryFile.ts'
import { recipes } from './recipes.ts'
import { sha256 } from './sha256.ts'
import { writeAtomically } from './writeAtomically.ts'

/** Told before each slot (`done` of `total` are ready) and once more at the end. */
export interface BuildProgress {
  done: number
  total: number
  /** The slot that comes next; null at the end. */
  slot: SlotName | null
}

export interface BuildModelsOptions {
  /** Default models/dist. */
  outDir?: string
  onProgress?: (progress: BuildProgress) => void
  /** Default models/manifest.json. */
  manifest?: ModelManifest
  /** Default: Node's own search for installed packages. */
  findPackage?: FindPackage
}

/** One model that is in place now. */
export interface ReadyModel {
  slot: SlotName
  path: string
  /** `kept`: it was there with the right sum. */
  outcome: 'built' | 'kept'
}

/**
 * Builds the ONNX files that the manifest names out of the weights in the installed npm packages.
 * What is there with the right sum stays; every source is checked before use and every result
 * before it is put in place. Several processes may build into one folder at once. Throws
 * ModelFileError.
 */
export async function buildModels(options: BuildModelsOptions = {}): Promise<ReadyModel[]> {
  const { outDir = modelFolder, findPackage = findPackageFolder, onProgress } = options
  const manifest = options.manifest ?? (await readManifest())
  await mkdir(outDir, { recursive: true })

  const filled = slotNames.flatMap(name => {
    const slot = manifest.slots[name]
    return slot.file === null ? [] : [{ name, slot }]
  })
  const ready: ReadyModel[] = []
  for (const { name, slot } of filled) {
    onProgress?.({ done: ready.length, total: filled.length, slot: name })
    const path = join(outDir, slot.file)
    const { state } = await inspectModel(slot, outDir)
    if (state !== 'built') await writeAtomically(path, await convert(name, slot, findPackage))
    ready.push({ slot: name, path, outcome: state === 'built' ? 'kept' : 'built' })
  }
  onProgress?.({ done: ready.length, total: filled.length, slot: null })
  return ready
}

async function convert(name: SlotName, slot: SlotFile & SlotFacts, findPackage: FindPackage) {
  const { source } = slot
  const [file] = source.files
  if ('repository' in source && file) return readRepositoryFile(file)
  const recipe = recipes[name]
  const [json, weightFile] = source.package === null ? [] : await readSources(source, findPackage)
  if (!recipe || !json || !weightFile) {
    throw new ModelFileError(
      'manifestInvalid',
      slot.file,
      `models/manifest.json fills slot ${name}, but there is no recipe for two source files of it; restore it from the release.`,
    )
  }
  const model = recipe(new TextDecoder().decode(json), weightFile)
  const found = sha256(model)
  if (found === slot.sha256) return model
  throw new ModelFileError(
    'outputChanged',
    slot.file,
    `The conversion of ${slot.file} gave sha256 ${found}, expected ${slot.sha256}. Nothing was written. ` +
      'The converter and models/manifest.json are not of one release: restore both, then run `npm run models`.',
  )
}
