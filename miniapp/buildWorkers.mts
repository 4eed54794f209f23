import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const encoder = createRequire(import.meta.url).resolve('jpeg-js/lib/encoder.js')

/**
 * Bundles the worker on its own: it shares nothing with the pages' code at run time. jpeg-js ends in
 * `Buffer.from`, which a mini program lacks; a plain array of bytes does as well. The encoder's terms,
 * its first comment, have to travel with it, past a host's minifier too.
 *
 * @param outdir absolute
 */
export async function buildWorkers(outdir: string): Promise<void> {
  const terms = /^\/\*[\s\S]*?\*\//.exec(await readFile(encoder, 'utf8'))?.[0]
  if (!terms) throw new Error('jpeg-js no longer begins with its terms')
  await build({
    absWorkingDir: fileURLToPath(new URL('.', import.meta.url)),
    entryPoints: ['src/workers/jpeg.ts'],
    outdir,
    bundle: true,
    minify: true,
    charset: 'utf8',
    target: 'es2017',
    format: 'iife',
    legalComments: 'none',
    banner: { js: terms.replace('/*', '/*!') },
    define: { 'Buffer.from': 'Uint8Array.from' },
  })
}
