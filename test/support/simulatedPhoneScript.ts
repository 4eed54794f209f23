import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { voicesScript } from '../phone/voicesScript.ts'

const installCamera = fileURLToPath(new URL('../../server/phone/browserCamera.ts', import.meta.url))

/**
 * `simulatedPhone(settings)` for the page of the H5 client: the simulated phone's camera, lit by the
 * dialog's ground, and its microphone, before which a person reads the digit that stands on the stage.
 * `settings`: those of `installBrowserCamera` that JSON can carry.
 */
export async function simulatedPhoneScript(): Promise<string> {
  const contents = `
    import { installBrowserCamera } from ${JSON.stringify(installCamera)}
    const find = what => document.querySelector('[data-zhenren]')?.shadowRoot?.querySelector(what)
    window.simulatedPhone = settings => {
      installBrowserCamera({
        ...settings,
        voices: ${await voicesScript()},
        size: { widthPx: 360, heightPx: 480 },
        shownColour: () => find('.dialog')?.style.backgroundColor || null,
        shownDigit: () => find('.capture.digits .digit')?.textContent || null,
      })
    }`
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL('.', import.meta.url)), loader: 'ts' },
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
  })
  return outputFiles[0]!.text
}
