import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const phoneFolder = fileURLToPath(new URL('../../server/phone', import.meta.url))

/** A script for a browser out of a module that imports from the folder of the simulated phone. */
export async function bundleForPage(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: phoneFolder, loader: 'ts' },
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
  })
  return outputFiles[0]!.text
}
