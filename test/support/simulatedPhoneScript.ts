import { voicesScript } from '../phone/voicesScript.ts'
import { bundleForPage } from './bundleForPage.ts'

/** What a page needs to be filmed. */
export interface SimulatedPhone {
  /** Makes `simulatedPhone(settings)` in the page: installBrowserCamera before the H5 client's stage. */
  page: string
  /** What `workerUrl` has to answer. */
  worker: string
}

/**
 * The simulated phone for the page of the H5 client: its camera, lit by the dialog's ground, and its
 * microphone, before which a person reads the digit that stands on the stage. The page's settings are
 * those of `installBrowserCamera` that JSON can carry.
 */
export async function simulatedPhoneScript(): Promise<SimulatedPhone> {
  const page = await bundleForPage(`
    import { installBrowserCamera } from './browserCamera.ts'
    const find = what => document.querySelector('[data-zhenren]')?.shadowRoot?.querySelector(what)
    window.simulatedPhone = settings => {
      installBrowserCamera({
        ...settings,
        voices: ${await voicesScript()},
        size: { widthPx: 360, heightPx: 480 },
        shownColour: () => find('.dialog')?.style.backgroundColor || null,
        shownDigit: () => find('.capture.digits .digit')?.textContent || null,
      })
    }`)
  return { page, worker: await cameraWorker() }
}

/** The worker of installBrowserCamera. */
export function cameraWorker(): Promise<string> {
  return bundleForPage("import './browserCameraWorker.ts'")
}
