import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

/** The text files of a built mini program, by path from its root (`pages/start/index.js`). */
export type Dist = ReadonlyMap<string, string>

/** @throws Error when the folder holds no app.json */
export async function readDist(folder: string): Promise<Dist> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const texts = entries.filter(
    entry => entry.isFile() && /\.(js|json|wxml|wxs|wxss)$/.test(entry.name),
  )
  const dist = new Map<string, string>()
  for (const entry of texts) {
    const path = join(entry.parentPath, entry.name)
    dist.set(relative(folder, path).split(sep).join('/'), await readFile(path, 'utf8'))
  }
  if (!dist.has('app.json')) throw new Error(`${folder} is no built mini program: no app.json`)
  return dist
}
