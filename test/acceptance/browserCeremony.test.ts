import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { wordsOf } from '../../h5/src/text.ts'
import type { AttackName } from '../../server/phone/attacks/index.ts'
import { peopleSeeds } from '../../server/phone/people.ts'
import { checkCharacter } from '../../server/protocol/idCard.ts'
import { openBrowser } from '../h5/support/openBrowser.ts'
import { userAgentVectors } from '../protocol/userAgentVectors.ts'
import { photoOf } from '../support/photos.ts'
import { startProductionServer, type ProductionServer } from '../support/productionServer.ts'

const words = wordsOf('zh-CN')
const person = { name: '测试人', idCard: `19999919900101001${checkCharacter('19999919900101001')}` }
const { userAgent } = userAgentVectors[0]!
const installCamera = fileURLToPath(new URL('../../server/phone/browserCamera.ts', import.meta.url))

/**
 * The whole way of a person, everything real but WeChat's servers (a stand-in on the loopback
 * interface) and the camera (the simulated phone, lit by what the page really shows): an operator's
 * installation made with the admin commands, the official SDK's DetectAuth, the page in a WeChat user
 * agent, OAuth, the ceremony over HTTP and WebSocket, GetDetectInfoEnhanced. `SCREENSHOTS=FOLDER`
 * keeps a picture of every step.
 */
describe('a person on the native float H5, end to end', function () {
  this.timeout(180_000)
  let browser: Browser | null = null
  let server: ProductionServer
  let camera: string
  let context: BrowserContext | null = null

  before(async function () {
    browser = await openBrowser()
    if (!browser) this.skip()
    server = await startProductionServer()
    await server.enrol({ ...person, photo: await photoOf(0, 1) })
    camera = await bundleCamera()
  })
  afterEach(async () => {
    await context?.close()
  })
  after(async () => {
    await browser?.close()
    await server?.stop()
  })

  async function detectAuth() {
    const { Url, BizToken } = await server.sdk.DetectAuth({
      RuleId: server.ruleId,
      Name: person.name,
      IdCard: person.idCard,
    })
    assert.ok(Url && BizToken)
    return { url: Url, bizToken: BizToken }
  }

  /** Opens the page as a phone would, and goes on to the camera. */
  async function perform(url: string, openid: string, attack?: AttackName): Promise<Page> {
    server.wechat.signIn(openid)
    context = await browser!.newContext({ viewport: { width: 390, height: 844 }, userAgent })
    const page = await context.newPage()
    page.setDefaultTimeout(40_000)
    const settings = { person: peopleSeeds[0], seed: 7, ...(attack ? { attack } : {}) }
    await page.addInitScript(`${camera};simulatedCamera(${JSON.stringify(settings)})`)
    await page.goto(url)
    await page.getByRole('checkbox').check()
    await picture(page, 'consent')
    await page.getByRole('button', { name: words.consent.button, exact: true }).click()
    const start = page.getByRole('button', { name: words.tips.button, exact: true })
    await start.waitFor()
    await picture(page, 'tips')
    await start.click()
    if (process.env['SCREENSHOTS']) {
      await page.locator('.capture').waitFor()
      await page.waitForTimeout(1200)
      await picture(page, 'preview')
      await page.waitForFunction(
        "document.querySelector('[data-zhenren]').shadowRoot.querySelector('.dialog').style.backgroundColor",
      )
      await page.waitForTimeout(900)
      await picture(page, 'light')
    }
    return page
  }

  it('passes, and the integrator reads it with the official SDK', async () => {
    const { url, bizToken } = await detectAuth()
    const page = await perform(url, 'oPerson-1')
    await page.getByRole('heading', { name: words.result.passed, exact: true }).waitFor()
    await picture(page, 'passed')

    const info = await server.sdk.GetDetectInfoEnhanced({
      RuleId: server.ruleId,
      BizToken: bizToken,
      InfoType: '13',
      BestFramesCount: 3,
    })
    assert.deepEqual(
      [info.Text?.ErrCode, info.Text?.LiveStatus, info.Text?.Comparestatus],
      [0, 0, 0],
      server.logged().slice(-3000),
    )
    assert.ok(Number(info.Text?.Sim) >= 70)
    assert.match(info.BestFrame?.BestFrame ?? '', /^\/9j\//)
    assert.equal(info.BestFrame?.BestFrames?.length, 3)
  })

  it('does not pass a print of the right person', async () => {
    const { url, bizToken } = await detectAuth()
    const page = await perform(url, 'oPerson-2', 'print')
    await page.getByRole('heading', { name: words.result.notYet, exact: true }).waitFor()
    await picture(page, 'retry')
    const { Text } = await server.sdk.GetDetectInfoEnhanced({
      RuleId: server.ruleId,
      BizToken: bizToken,
      InfoType: '1',
    })
    const [detail] = Text?.LivenessDetail ?? []
    assert.ok(detail?.Errcode === 1002 || detail?.Errcode === 1003, JSON.stringify(Text))
  })
})

/** `simulatedCamera(settings)` for the page: the handset's camera, lit by the dialog's ground. */
async function bundleCamera(): Promise<string> {
  const contents = `
    import { installBrowserCamera } from ${JSON.stringify(installCamera)}
    const dialog = () => document.querySelector('[data-zhenren]')?.shadowRoot?.querySelector('.dialog')
    window.simulatedCamera = settings => {
      if (!navigator.mediaDevices) return
      installBrowserCamera({
        ...settings,
        size: { widthPx: 360, heightPx: 480 },
        shownColour: () => dialog()?.style.backgroundColor || null,
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

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS']
  if (!folder) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
