import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const miniapp = fileURLToPath(new URL('.', import.meta.url))
const repository = join(miniapp, '..')
const compiler = join(
  dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
  'bin/tsc',
)

/**
 * Writes the declarations of a source file, and of what they name in turn: the rest of the kit is nobody's
 * business.
 *
 * @param source absolute
 * @param folder absolute
 * @returns the source's declarations, relative to the folder around `folder`
 * @throws Error when the sources do not type-check
 */
export async function emitTypes(source: string, folder: string): Promise<string> {
  const all = await mkdtemp(join(tmpdir(), 'zhenren-types-'))
  try {
    const flags = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly']
    const places = ['--rootDir', repository, '--outDir', all]
    await promisify(execFile)(process.execPath, [compiler, '-p', miniapp, ...flags, ...places])
    const first = relative(repository, source).replace(/\.ts$/, '.d.ts')
    const wanted = new Set([join(all, first)])
    // A set hands out what is added while it is gone through.
    for (const file of wanted) {
      const text = (await readFile(file, 'utf8')).replace(/^import '[^']+\.css';\n/gm, '')
      for (const [, path] of text.matchAll(ofThisPackage))
        wanted.add(join(dirname(file), `${path}.d.ts`))
      const target = join(folder, relative(all, file))
      await mkdir(dirname(target), { recursive: true })
      await writeFile(target, text.replace(ofThisPackage, '$1.js'))
    }
    return [relative(dirname(folder), folder), first].join('/').split(sep).join('/')
  } finally {
    await rm(all, { recursive: true })
  }
}

/** The path of an import, without its ending. */
const ofThisPackage = /(?<=['"])(\.\.?\/[^'"]+)\.tsx?(?=['"])/g
