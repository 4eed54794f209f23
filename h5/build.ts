import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type BuildOptions } from 'esbuild'

const root = fileURLToPath(new URL('.', import.meta.url))

/** What the browser loads, as small as it gets; es2018 is what web views of 2019 run. */
const shared: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  charset: 'utf8',
  target: 'es2018',
  legalComments: 'none',
  loader: { '.css': 'text' },
  write: false,
}

const bundles: Readonly<Record<string, BuildOptions>> = {
  'zhenren.js': { entryPoints: ['src/index.ts'], format: 'iife', globalName: 'Zhenren' },
  'zhenren.mjs': { entryPoints: ['src/index.ts'], format: 'esm' },
  // The audio thread's part, loaded by the client itself.
  'sound.js': { entryPoints: ['src/soundWorklet.ts'], format: 'iife' },
  'page.js': { entryPoints: ['src/page.ts'], format: 'iife' },
  'recording.js': { entryPoints: ['src/recording/recordingPage.ts'], format: 'iife' },
  'host.js': { entryPoints: ['src/host.ts'], format: 'iife' },
  'zhenren.css': { entryPoints: ['src/styles.css'], loader: { '.css': 'css' } },
}

const pages = ['index.html', 'host.html', 'host.css', 'page.css', 'recording.html', 'recording.css']

export interface BuiltFile {
  name: string
  sizeBytes: number
  gzipBytes: number
}

/** The client's files by name, as they are served; nothing is written. */
export async function bundleH5(): Promise<Map<string, Buffer>> {
  const read = pages.map(async page => [page, await readFile(join(root, 'pages', page))] as const)
  const bundled = Object.entries(bundles).map(async ([name, options]) => {
    const { outputFiles } = await build({ ...shared, ...options, write: false })
    return [name, Buffer.concat(outputFiles.map(file => file.contents))] as const
  })
  return new Map([...(await Promise.all([...read, ...bundled])), ...(await readVoice())])
}

/** The spoken prompts (voice/README.md), as `voice/<language>/<name>.mp3`. */
async function readVoice(): Promise<[string, Buffer][]> {
  const names = await readdir(join(root, 'voice'), { recursive: true })
  const sounds = names.filter(name => name.endsWith('.mp3'))
  return Promise.all(
    sounds.map(async name => [
      `voice/${name.replaceAll('\\', '/')}`,
      await readFile(join(root, 'voice', name)),
    ]),
  )
}

/** Writes the client into `folder` (default h5/dist), which is emptied first. */
export async function buildH5(folder = join(root, 'dist')): Promise<BuiltFile[]> {
  const files = await bundleH5()
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  return Promise.all(
    [...files].map(async ([name, contents]) => {
      await mkdir(dirname(join(folder, name)), { recursive: true })
      await writeFile(join(folder, name), contents)
      return { name, sizeBytes: contents.length, gzipBytes: gzipSync(contents).length }
    }),
  )
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  for (const { name, sizeBytes, gzipBytes } of await buildH5())
    process.stdout.write(`${name}  ${sizeBytes} bytes, ${gzipBytes} gzipped\n`)
