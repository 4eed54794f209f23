import { voicesScript } from '../phone/voicesScript.ts'
import { bundleForPage } from './bundleForPage.ts'

/** What a page needs to be filmed. */
export interface SimulatedPhone {
  /** Makes `simulatedPhone(settings)` in the page: installBrowserCamera before the H5 client's stage. */
  page: string
  /** What `workerUrl` has to answer. */
  worker: string
}

/** Where a page shows what the phone's person sees: expressions of the page. */
interface Stage {
  /** Computed or inline colour of the whole screen; empty or null = nothing special. */
  colour: string
  /** The digit to be read; empty or null = none. */
  digit: string
}

/** The dialog of the H5 client. */
const h5Stage: Stage = {
  colour: `find('.dialog')?.style.backgroundColor`,
  digit: `find('.capture.digits .digit')?.textContent`,
}

/**
 * The simulated phone for the page of the H5 client, or another stage: its camera, lit by the ground, and
 * its microphone, before which a person reads the digit that stands on the stage. The page's settings are
 * those of `installBrowserCamera` that JSON can carry.
 */
export async function simulatedPhoneScript(stage: Stage = h5Stage): Promise<SimulatedPhone> {
  const page = await bundleForPage(`
    import { installBrowserCamera } from './browserCamera.ts'
    const find = what => document.querySelector('[data-zhenren]')?.shadowRoot?.querySelector(what)
    window.simulatedPhone = settings => {
      installBrowserCamera({
        size: { widthPx: 360, heightPx: 480 },
        ...settings,
        voices: ${await voicesScript()},
        shownColour: () => (${stage.colour}) || null,
        shownDigit: () => (${stage.digit}) || null,
      })
    }`)
  return { page, worker: await cameraWorker() }
}

/** The worker of installBrowserCamera. */
export function cameraWorker(): Promise<string> {
  return bundleForPage("import './browserCameraWorker.ts'")
}
