import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { buildH5 } from '../../../h5/build.ts'
import { openBrowser } from './openBrowser.ts'
import { startScriptedServer, type Script, type ScriptedServer } from './scriptedServer.ts'

/** A page, and the server that it meets. */
interface Visit {
  script: Partial<Script>
  /** Runs in the page before anything of its own. */
  pageScript: string
  /** Of what Chromium itself guards. */
  permissions?: readonly string[]
  /** From the server's origin; default: the page of the verification. */
  path?: string
  /** Behind it. */
  query?: string
  /** For what is waited for on the page. */
  timeoutMs?: number
}

/**
 * The built client in a browser at a phone's size, for the suite that calls this: to be called once in it. Each
 * page meets a double of our server of its own.
 *
 * @param chromium further arguments
 */
export function useH5(chromium: readonly string[] = []) {
  let browser: Browser | null = null
  let folder = ''
  let server: ScriptedServer | null = null
  let context: BrowserContext | null = null
  let complaints: string[] = []

  before(async function () {
    browser = await openBrowser(chromium)
    if (!browser) this.skip()
    folder = await mkdtemp(join(tmpdir(), 'zhenren-h5-'))
    await buildH5(folder)
  })
  after(async () => {
    await browser?.close()
    if (folder) await rm(folder, { recursive: true })
  })
  afterEach(async () => {
    await context?.close()
    await server?.close()
  })

  return {
    /** The one that the open page meets. */
    get server(): ScriptedServer {
      if (!server) throw new Error('no page was opened')
      return server
    },
    /** Errors of the open page, and addresses beside the server's that it asked for. */
    get complaints(): readonly string[] {
      return complaints
    },
    async open({
      script,
      pageScript,
      permissions = [],
      path,
      query = '',
      timeoutMs = 20_000,
    }: Visit) {
      if (!browser) throw new Error('no browser is open')
      const met = await startScriptedServer(folder, script)
      server = met
      context = await browser.newContext({
        viewport: { width: 390, height: 844 },
        permissions: [...permissions],
      })
      const heard: string[] = []
      complaints = heard
      const page: Page = await context.newPage()
      page.setDefaultTimeout(timeoutMs)
      page.on('pageerror', error => heard.push(String(error)))
      page.on('console', message => {
        if (message.type() === 'error') heard.push(message.text())
      })
      page.on('request', request => {
        if (!request.url().startsWith(met.origin)) heard.push(request.url())
      })
      await page.addInitScript(pageScript)
      await page.goto((path ? `${met.origin}${path}` : met.pageUrl) + query)
      return page
    },
  }
}
