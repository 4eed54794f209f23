import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { SimulatedPhone } from '../../support/simulatedPhoneScript.ts'
import { bundleContainer, type ContainerPage } from './bundleContainer.ts'
import type { Script } from './page/script.ts'

export interface MiniProgramOptions {
  /** Where the server is; the container is served under its name, so that no page of elsewhere asks it. */
  endpoint: string
  /** What differs from a phone on which everything works. */
  script?: Partial<Script>
  /** Before the camera, and its settings (installBrowserCamera); without it there is no camera. */
  phone?: { code: SimulatedPhone; settings: object }
  isDark?: boolean
  /** What the mini program finds in its storage. */
  storage?: Record<string, unknown>
}

/** A mini program that runs in a page of a browser. */
export interface MiniProgram {
  page: Page
  context: BrowserContext
  /** What the page and the mini program complained about. */
  complaints: string[]
}

/** A phone's screen. */
const viewport = { width: 390, height: 844 }

const bundles = new Map<string, Promise<ContainerPage>>()

/**
 * Runs a built mini program (a `dist` folder) in the container: WeChat's own component framework renders
 * it, `wx` is the double of page/createWx.ts, network and timers are real.
 */
export async function openMiniProgram(
  browser: Browser,
  dist: string,
  { endpoint, script = {}, phone, isDark = false, storage = {} }: MiniProgramOptions,
): Promise<MiniProgram> {
  const bundle = bundles.get(dist) ?? bundleContainer(dist)
  bundles.set(dist, bundle)
  const { html, script: code } = await bundle
  const context = await browser.newContext({
    viewport,
    colorScheme: isDark ? 'dark' : 'light',
    // Scripts that the container makes of the mini program's own text.
    bypassCSP: true,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(40_000)
  const complaints: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  const url = `${endpoint}/container/`
  await page.route(`${url}**`, route =>
    route.request().url().endsWith('/camera.js')
      ? route.fulfill({ contentType: 'text/javascript', body: phone?.code.worker ?? '' })
      : route.fulfill({ contentType: 'text/html', body: html }),
  )
  await page.goto(url)
  if (phone) {
    const settings = { workerUrl: `${url}camera.js`, ...phone.settings }
    await page.evaluate(`${phone.code.page};simulatedPhone(${JSON.stringify(settings)})`)
  }
  for (const [key, value] of Object.entries(storage)) {
    const [name, text] = [JSON.stringify(key), JSON.stringify(JSON.stringify(value))]
    await page.evaluate(`localStorage.setItem(${name}, ${text})`)
  }
  await page.evaluate(`window.containerScript = ${JSON.stringify(script)}`)
  await page.evaluate(code)
  return { page, context, complaints }
}
