import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { checkCharacter } from '../../server/protocol/idCard.ts'
import { wordsOf } from '../../server/protocol/client/text.ts'
import { cameraScript, type CameraFault } from './support/cameraScript.ts'
import { passed, steps as allSteps, type Script } from './support/scriptedServer.ts'
import { useH5 } from './support/useH5.ts'

const words = wordsOf('zh-CN')
const lastStep = allSteps.at(-1)
/** Four colours are enough to see order and times. */
const steps = [...allSteps.slice(0, 5), ...(lastStep ? [lastStep] : [])]

/** Notes every ground colour that the dialog takes, frame by frame. */
const watchColours = `
  window.colours = []
  const look = () => {
    const dialog = document.querySelector('[data-zhenren]')?.shadowRoot?.querySelector('.dialog')
    const colour = dialog?.style.backgroundColor ?? ''
    if (colour !== '' && window.colours.at(-1) !== colour) window.colours.push(colour)
    requestAnimationFrame(look)
  }
  look()`

const hide = `
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' })
  document.dispatchEvent(new Event('visibilitychange'))`

function rgb(hex: string): string {
  return `rgb(${[1, 3, 5].map(at => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`
}

describe('the H5 client in a browser, against a double of our server', function () {
  this.timeout(60_000)
  const h5 = useH5()
  const open = async (
    script: Partial<Script> = {},
    {
      camera = 'none',
      before = '',
      path,
    }: { camera?: CameraFault; before?: string; path?: string } = {},
  ): Promise<Page> =>
    await h5.open({
      script: { steps, ...script },
      pageScript: `${await cameraScript(camera)};${watchColours};${before}`,
      ...(path && { path }),
    })

  const heading = (page: Page, text: string) =>
    page.getByRole('heading', { name: text, exact: true }).waitFor()
  const press = (page: Page, name: string) =>
    page.getByRole('button', { name, exact: true }).click()
  const tracksOff = (page: Page) =>
    page.evaluate("window.cameraTracks.every(track => track.readyState === 'ended')")

  async function agree(page: Page): Promise<void> {
    await page.getByRole('checkbox').check()
    await press(page, words.consent.button)
  }

  async function toCamera(page: Page): Promise<void> {
    await agree(page)
    await press(page, words.tips.button)
  }

  it('goes from consent to the verdict, showing exactly the colours asked for', async () => {
    const page = await open()
    assert.equal(await page.getByRole('checkbox').isChecked(), false)
    await page.getByRole('button', { name: words.consent.button }).click({ force: true })
    await page.getByText(words.consent.tickFirst).waitFor()
    assert.deepEqual(
      h5.server.seen.requests.map(({ name }) => name),
      ['open'],
    )
    await agree(page)
    await page.getByText(words.tips.flash).waitFor()
    assert.equal(
      await page.evaluate('window.cameraCalls.length'),
      0,
      'no camera before the gesture',
    )
    await press(page, words.tips.button)
    await heading(page, words.result.passed)
    assert.ok(await tracksOff(page))

    const consent = h5.server.seen.requests.find(({ name }) => name === 'consent')?.body
    assert.deepEqual(consent?.['scopes'], ['face', 'upload', 'compare', 'store'])
    assert.deepEqual(
      await page.evaluate('window.colours'),
      steps.map(({ colour }) => rgb(colour)),
    )
    const painted = h5.server.seen.messages.flatMap(message =>
      message.type === 'painted' ? [message] : [],
    )
    assert.deepEqual(
      painted.map(({ step }) => step),
      Array.from({ length: steps.length + 1 }, (_, step) => step),
    )
    const start = painted[0]?.clockMs ?? 0
    const stills = h5.server.seen.packets.filter(({ kind }) => kind === 'still')
    assert.equal(stills.length, 2)
    assert.ok(stills.every(({ captureMs }) => captureMs > start))
    assert.ok(
      h5.server.seen.packets.some(({ captureMs }) => captureMs > (painted.at(-1)?.clockMs ?? 0)),
    )
    assert.deepEqual(h5.server.seen.faults, [])
    assert.deepEqual(h5.server.seen.missing, [])
    assert.deepEqual(h5.complaints, [], 'nothing refused by the policy, nothing from elsewhere')
    await heading(page, words.page.over)
  })

  it('asks for the front camera exactly, then without force, never for sound', async () => {
    const page = await open()
    await toCamera(page)
    await heading(page, words.result.passed)
    const calls: unknown = await page.evaluate(
      'window.cameraCalls.map(({ audio, video }) => [audio, video.facingMode])',
    )
    assert.deepEqual(calls, [
      [false, { exact: 'user' }],
      [false, 'user'],
    ])
  })

  for (const [camera, trouble] of [
    ['NotAllowedError', 'cameraRefused'],
    ['NotReadableError', 'cameraBusy'],
    ['NotFoundError', 'cameraMissing'],
    ['rear', 'cameraRear'],
    ['black', 'cameraBlack'],
    ['missingApi', 'cameraUnsupported'],
    ['notSecure', 'notSecure'],
  ] as const)
    it(`explains a camera with the fault ${camera}`, async () => {
      const page = await open({}, { camera })
      await toCamera(page)
      await heading(page, words.troubles[trouble].title)
      for (const line of words.troubles[trouble].todo) await page.getByText(line).waitFor()
      if (camera === 'rear' || camera === 'black') assert.ok(await tracksOff(page))
      assert.equal(h5.server.seen.messages.length, 0, 'nothing was sent')
    })

  it('goes on once a refused camera is allowed', async () => {
    const page = await open({}, { camera: 'NotAllowedError' })
    await toCamera(page)
    await heading(page, words.troubles.cameraRefused.title)
    await page.evaluate("window.cameraFault = 'none'")
    await press(page, words.trouble.again)
    await heading(page, words.result.passed)
  })

  it('sends people who are not in WeChat there, with a link and a code', async () => {
    const page = await open({ open: { environment: { ok: false, reason: 'notWeChat' } } })
    await heading(page, words.troubles.notWeChat.title)
    assert.ok(await page.locator('svg.qr path').count())
    assert.equal(await page.locator('.link-text').inputValue(), h5.server.pageUrl)
    await press(page, words.trouble.copy)
    await page.getByRole('button', { name: words.trouble.copied }).waitFor()
  })

  it('names the version that an old client needs', async () => {
    const page = await open({
      open: { environment: { ok: false, reason: 'weChatTooOld', needs: '6.7.2' } },
    })
    await heading(page, words.troubles.weChatTooOld.title)
    await page.getByText(words.trouble.needs('6.7.2')).waitFor()
  })

  it('says that the link is dead, and shows the verdict of a session that is over', async () => {
    const page = await open({
      refuse: { open: { code: 'Session.NotFound', message: 'm' } },
    })
    await heading(page, words.troubles.unknownSession.title)
    h5.server.script.refuse = {}
    h5.server.script.open = { status: 'finished' }
    h5.server.script.status = {
      status: 'finished',
      outcome: 'failed',
      advice: 'liveness',
      redirectUrl: null,
    }
    await page.reload()
    await heading(page, words.result.failed)
    await page.getByText(words.result.advice.liveness).waitFor()
  })

  it('voids the attempt when the page is hidden, with the camera off, and starts again', async () => {
    const page = await open({ hints: ['noFace'] })
    await toCamera(page)
    await heading(page, words.hints.noFace)
    await page.evaluate(hide)
    await heading(page, words.troubles.interrupted.title)
    assert.ok(await tracksOff(page))
    assert.deepEqual(h5.server.seen.messages.at(-1), { type: 'leave', reason: 'hidden' })
    h5.server.script.hints = ['good']
    await press(page, words.trouble.again)
    await heading(page, words.result.passed)
    assert.deepEqual(h5.server.seen.faults, [])
  })

  it('says that the network is gone when the socket drops, and tries again', async () => {
    const page = await open({ dropAt: 'painted' })
    await toCamera(page)
    await heading(page, words.troubles.network.title)
    assert.ok(await tracksOff(page))
    h5.server.script.dropAt = null
    await press(page, words.trouble.again)
    await heading(page, words.result.passed)
  })

  it('asks for the verdict instead of another capture when the socket drops while checking', async () => {
    const page = await open({ dropAt: 'finish' })
    await toCamera(page)
    await heading(page, words.troubles.offline.title)
    h5.server.script.open = { status: 'finished' }
    await press(page, words.trouble.reopen)
    await heading(page, words.result.passed)
  })

  it('says what to do after an inconclusive attempt, and takes the next one', async () => {
    const page = await open({
      verdicts: [{ outcome: 'retry', advice: 'light', redirectUrl: null }, passed],
    })
    await toCamera(page)
    await heading(page, words.result.notYet)
    await page.getByText(words.result.advice.light).waitFor()
    await press(page, words.result.again)
    await heading(page, words.result.passed)
    assert.equal(h5.server.seen.messages.filter(({ type }) => type === 'hello').length, 2)
    assert.deepEqual(h5.server.seen.faults, [])
  })

  it('explains the daily limit when the server refuses hello', async () => {
    const page = await open({
      refuseHello: {
        message: {
          type: 'error',
          code: 'FailedOperation.IdentityAuthLimitExceeded',
          message: 'm',
        },
        closeCode: 4429,
      },
    })
    await toCamera(page)
    await heading(page, words.troubles.tooOften.title)
  })

  it('asks for name and number where the business does not give them', async () => {
    const digits = '99010119900101121'
    const page = await open({ open: { identity: { kind: 'ask' } } })
    await agree(page)
    await page.getByLabel(words.identity.name).fill('张三')
    await page.getByLabel(words.identity.idCard).fill('99010119900307123 4')
    await press(page, words.identity.button)
    await page.getByText(words.identity.idCardWrong).waitFor()
    assert.ok(!h5.server.seen.requests.some(({ name }) => name === 'identity'))
    h5.server.script.refuse = {
      identity: { code: 'FailedOperation.NameFormatError', message: '姓名格式不正确' },
    }
    await page
      .getByLabel(words.identity.idCard)
      .fill(`${digits}${checkCharacter(digits)}`.toLowerCase())
    await press(page, words.identity.button)
    await page.getByText('姓名格式不正确').waitFor()
    h5.server.script.refuse = {}
    h5.server.script.open = {
      consent: { version: '1', hash: 'h', title: 't', text: 'x', scopes: ['face'], givenAt: 1 },
    }
    await press(page, words.identity.button)
    await heading(page, words.tips.title)
    const sent = h5.server.seen.requests.findLast(({ name }) => name === 'identity')?.body
    assert.deepEqual(
      [sent?.['name'], sent?.['idCard']],
      ['张三', `${digits}${checkCharacter(digits)}`],
    )
  })

  it('proves the WeChat account by OAuth and comes back to where it was', async () => {
    const page = await open({}, { path: '/h5/' })
    const away = `${h5.server.pageUrl}&code=C0DE&state=STATE`
    const openid = { needed: true, proven: false, authorizeUrl: away, standIn: false }
    h5.server.script.open = { openid }
    await page.goto(h5.server.pageUrl)
    await agree(page)
    await page.waitForRequest(request => request.url().endsWith('/session/openid'))
    h5.server.script.open = { openid: { ...openid, proven: true, authorizeUrl: null } }
    await heading(page, words.consent.title('示例银行'))
    assert.equal(page.url(), h5.server.pageUrl, 'a reload does not send the code again')
    const proof = h5.server.seen.requests.find(({ name }) => name === 'openid')?.body
    assert.deepEqual([proof?.['code'], proof?.['state']], ['C0DE', 'STATE'])
    const secrets = new Set(h5.server.seen.requests.map(({ body }) => body['deviceSecret']))
    assert.equal(secrets.size, 1, 'one device')
  })

  it('uses a stand-in account in a demo, under a banner', async () => {
    const openid = { needed: true, proven: false, authorizeUrl: null, standIn: true }
    const page = await open({ open: { demo: true, openid } })
    await page.getByText(words.demoBanner).waitFor()
    await agree(page)
    await heading(page, words.tips.title)
    const proof = h5.server.seen.requests.find(({ name }) => name === 'openid')?.body
    assert.match(String(proof?.['standIn']), /^[A-Za-z0-9_-]{1,64}$/)
  })

  it('can be done by keyboard, which stays inside the dialog', async () => {
    const page = await open()
    const focused = () =>
      page.evaluate<string>(
        "document.querySelector('[data-zhenren]')?.shadowRoot.activeElement?.textContent ?? ''",
      )
    await heading(page, words.consent.title('示例银行'))
    assert.equal(await focused(), words.consent.title('示例银行'))
    for (const _ of Array.from({ length: 12 })) {
      await page.keyboard.press('Tab')
      const host = "document.activeElement?.hasAttribute('data-zhenren') === true"
      assert.equal(await page.evaluate(host), true)
    }
    await page.getByRole('checkbox').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    assert.equal(await focused(), words.consent.button)
    await page.keyboard.press('Enter')
    await heading(page, words.tips.title)
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Escape')
    await page.getByRole('alertdialog', { name: words.leave.title }).waitFor()
    assert.equal(await focused(), words.leave.stay)
    await page.keyboard.press('Escape')
    await heading(page, words.tips.title)
    await page.getByRole('button', { name: words.tips.button }).focus()
    await page.keyboard.press('Enter')
    await heading(page, words.result.passed)
  })

  it('offers the way without a face to people who decline or cannot bear flashes', async () => {
    const page = await open()
    await press(page, words.consent.decline)
    await page.getByText('携带身份证到任一网点柜台办理').waitFor()
    await press(page, words.alternative.stay)
    await agree(page)
    await press(page, words.tips.flashOther)
    await press(page, words.alternative.go)
    await heading(page, words.page.over)
  })

  it('takes the consent back after the verdict, and tells the host that the person left', async () => {
    const page = await open()
    await toCamera(page)
    await heading(page, words.result.passed)
    await press(page, words.withdraw.link)
    await press(page, words.withdraw.go)
    await heading(page, words.troubles.withdrawn.title)
    assert.ok(h5.server.seen.requests.some(({ name }) => name === 'withdraw'))
  })

  it('asks before the back key leaves, and gives the host page back as it was', async () => {
    const page = await open({}, { path: '/h5/host.html' })
    const start = page.getByRole('button', { name: '开始人脸核身' })
    await start.click()
    await heading(page, words.consent.title('示例银行'))
    assert.equal(await page.evaluate("document.querySelector('main').inert"), true)
    await page.goBack()
    await page.getByRole('alertdialog', { name: words.leave.title }).waitFor()
    await press(page, words.leave.go)
    await page.getByText('您离开了核身，可以随时重新开始。').waitFor()
    assert.equal(await page.evaluate("document.querySelector('main').inert"), false)
    assert.equal(await page.evaluate('document.activeElement?.id'), 'verify')
    assert.equal(await page.evaluate("document.querySelector('[data-zhenren]')"), null)
    assert.match(page.url(), /host\.html$/)
  })

  it('shows on the example page why a demo gives no session', async () => {
    const page = await open({}, { path: '/h5/host.html' })
    const message = '演示用的 4 人今天的核身次数都已用完（每人每天 20 次）。'
    await page.route('**/demo/session', route => route.fulfill({ status: 429, json: { message } }))
    await page.locator('#verify').click()
    await page.getByText(message, { exact: true }).waitFor()
    await page.route('**/demo/session', route => route.fulfill({ status: 404, body: '' }))
    await page.locator('#verify').click()
    await page.getByText(/^服务器没有给出核身会话/).waitFor()
  })

  it('goes to RedirectUrl after a final verdict (R33)', async () => {
    const page = await open()
    h5.server.script.verdicts = [
      { ...passed, redirectUrl: `${h5.server.origin}/h5/host.html?BizToken=${h5.server.bizToken}` },
    ]
    await toCamera(page)
    await heading(page, words.result.passed)
    await press(page, words.result.done)
    await page.waitForURL(/host\.html\?BizToken=/)
  })

  it('changes language and letter size, and asks the server for the text in that language', async () => {
    const page = await open()
    await heading(page, words.consent.title('示例银行'))
    await press(page, words.switchLanguage)
    await heading(page, wordsOf('en').consent.title('Example Bank'))
    assert.match(h5.server.seen.requests.at(-1)?.language ?? '', /^en/)
    const size = () =>
      page.evaluate<number>(
        "parseFloat(getComputedStyle(document.querySelector('[data-zhenren]').shadowRoot.querySelector('.dialog')).fontSize)",
      )
    const normal = await size()
    await press(page, wordsOf('en').largeText)
    assert.ok((await size()) >= normal * 1.5)
  })

  it('lives without constructed style sheets and without video frame callbacks', async () => {
    const page = await open(
      {},
      {
        before: `
          delete CSSStyleSheet.prototype.replaceSync
          delete HTMLVideoElement.prototype.requestVideoFrameCallback`,
      },
    )
    await toCamera(page)
    await heading(page, words.result.passed)
    assert.equal(
      await page.evaluate(
        "getComputedStyle(document.querySelector('[data-zhenren]').shadowRoot.querySelector('.dialog')).position",
      ),
      'fixed',
    )
    assert.deepEqual(h5.server.seen.faults, [])
    assert.deepEqual(h5.complaints, [])
  })
})
