import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { compileFunction } from 'node:vm'

/**
 * Runs a CommonJS distribution file with packages of our own choice: what it asks for by a name in
 * `provided` is taken from there, everything else as usual.
 *
 * @returns what the file exports
 */
export async function loadDistribution(
  file: string,
  provided: ReadonlyMap<string, object>,
): Promise<object> {
  const nodeRequire = createRequire(file)
  const run = compileFunction(await readFile(file, 'utf8'), ['require', 'module', 'exports'], {
    filename: file,
  })
  const module: { exports: object } = { exports: {} }
  const load = (name: string): unknown => provided.get(name) ?? nodeRequire(name)
  run(load, module, module.exports)
  return module.exports
}
