import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/**
 * Folder of an installed npm package, by Node's own search order, or null. `require.resolve` cannot
 * answer this: `@vladmandic/human` exports neither its package.json nor its model files.
 */
export function findPackageFolder(name: string): string | null {
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? []
  const found = folders.find(folder => existsSync(join(folder, name, 'package.json')))
  return found === undefined ? null : join(found, name)
}
