import { copyFile, cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, type BuildOptions } from 'esbuild'
import { buildWorkers } from './buildWorkers.mts'
import { emitTypes } from './emitTypes.mts'
import about from './package.json' with { type: 'json' }
import whole from '../package.json' with { type: 'json' }

const root = fileURLToPath(new URL('.', import.meta.url))
const requireHere = createRequire(import.meta.url)

/** What a host has already: there may be only one of each in an app. */
const peers = ['@tarojs/components', '@tarojs/shared', '@tarojs/taro', 'react'] as const

const shared: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  charset: 'utf8',
  target: 'es2017',
  format: 'esm',
  // The style sheets lie beside index.js, for the host's webpack.
  external: ['react', '@tarojs/*', '*.css'],
}

/**
 * The kit for hosts with Taro: an npm package. Its entries lie in its root, where also those find them
 * who do not read `exports`, as Taro's search for plugins.
 *
 * @param folder absolute; emptied first
 */
export async function buildPackage(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const aria = join(root, 'src/aria')
  await Promise.all([
    build({ ...shared, entryPoints: ['src/index.ts'], outfile: join(folder, 'index.js') }),
    build({
      ...shared,
      entryPoints: [join(aria, 'ariaRuntime.ts')],
      outfile: join(folder, 'ariaRuntime.js'),
    }),
    build({
      ...shared,
      entryPoints: [join(aria, 'ariaPlugin.ts')],
      outfile: join(folder, 'ariaPlugin.js'),
      format: 'cjs',
      platform: 'node',
    }),
    buildWorkers(join(folder, 'workers')),
  ])
  const types = await emitTypes(join(root, 'src/index.ts'), join(folder, 'types'))
  for (const name of ['drawings.css', 'verify.css'])
    await copyFile(join(root, 'src/ui', name), join(folder, name))
  await copyFile(join(root, 'README.md'), join(folder, 'README.md'))
  await cp(join(root, 'pictures'), join(folder, 'pictures'), { recursive: true })
  for (const name of ['LICENSE', 'NOTICE'])
    await copyFile(join(root, '..', name), join(folder, name))
  // Part of index.js.
  const hashes = dirname(requireHere.resolve('@noble/hashes/sha2.js'))
  await copyFile(join(hashes, 'LICENSE'), join(folder, 'LICENSE.noble-hashes'))
  await writeFile(join(folder, 'package.json'), manifest(types))
}

/** @param types the declarations of index.js, relative to the package's root */
function manifest(types: string): string {
  const { name, version, devDependencies } = about
  return `${JSON.stringify(
    {
      name,
      version,
      description: whole.description,
      license: whole.license,
      main: 'index.js',
      module: 'index.js',
      types,
      exports: {
        '.': { types: `./${types}`, default: './index.js' },
        './ariaPlugin': './ariaPlugin.js',
        './ariaRuntime': './ariaRuntime.js',
        './workers/*': './workers/*',
        './package.json': './package.json',
      },
      peerDependencies: Object.fromEntries(peers.map(peer => [peer, `^${devDependencies[peer]}`])),
    },
    null,
    2,
  )}\n`
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  await buildPackage(join(root, 'package'))
