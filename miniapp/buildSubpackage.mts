import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, type BuildOptions } from 'esbuild'
import { buildWorkers } from './buildWorkers.mts'

const root = fileURLToPath(new URL('.', import.meta.url))

const shared: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  charset: 'utf8',
  target: 'es2017',
  legalComments: 'none',
}

/**
 * The kit for hosts without Taro: a folder to drop into a mini program. The page's file asks main.js, so
 * that both share one kit.
 *
 * @param folder absolute; emptied first
 */
export async function buildSubpackage(folder: string): Promise<void> {
  const page = join(folder, 'index')
  await rm(folder, { recursive: true, force: true })
  await mkdir(page, { recursive: true })
  await build({
    ...shared,
    entryPoints: ['src/native/main.ts'],
    outfile: join(folder, 'main.js'),
    format: 'cjs',
  })
  await writeFile(join(page, 'index.js'), "require('../main.js').registerPage()\n")
  for (const name of ['index.json', 'index.wxml'])
    await copyFile(join(root, 'src/native/index', name), join(page, name))
  const styles = ['drawings.css', 'verify.css'].map(name => readFile(join(root, 'src/ui', name)))
  await writeFile(join(page, 'index.wxss'), Buffer.concat(await Promise.all(styles)))
  await buildWorkers(join(folder, 'workers'))
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  await buildSubpackage(join(root, 'zhenren'))
