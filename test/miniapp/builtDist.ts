import { execFile } from 'node:child_process'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../..', import.meta.url))
const dist = join(root, 'miniapp/dist')

let building: Promise<string> | null = null

/** The mini program as `npm run build:weapp -w miniapp` builds it; built anew when its sources are younger. */
export function builtDist(): Promise<string> {
  building ??= build()
  return building
}

async function build(): Promise<string> {
  const sources = ['miniapp/src', 'miniapp/config', 'server/protocol'].map(path => join(root, path))
  // The last that a build writes.
  const built = await timeOf(join(dist, 'workers/jpeg.js'))
  const newest = Math.max(...(await Promise.all(sources.map(newestIn))))
  if (built < newest) {
    await promisify(execFile)('npm', ['run', 'build:weapp', '-w', 'miniapp'], {
      cwd: root,
      maxBuffer: 64 * 1024 * 1024,
    })
  }
  return dist
}

async function newestIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile())
  const times = await Promise.all(
    files.map(({ parentPath, name }) => timeOf(join(parentPath, name))),
  )
  return Math.max(0, ...times)
}

async function timeOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => null)
  return found ? found.mtimeMs : 0
}
