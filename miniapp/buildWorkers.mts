import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/**
 * Bundles the worker on its own: it shares nothing with the pages' code at run time. jpeg-js ends in
 * `Buffer.from`, which a mini program lacks; a plain array of bytes does as well.
 *
 * @param outdir absolute
 */
export async function buildWorkers(outdir: string): Promise<void> {
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
    define: { 'Buffer.from': 'Uint8Array.from' },
  })
}
