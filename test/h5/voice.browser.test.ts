import assert from 'node:assert/strict'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { wordsOf } from '../../server/protocol/client/text.ts'
import { cameraScript } from './support/cameraScript.ts'
import { digitSteps, type Script } from './support/scriptedServer.ts'
import { useH5 } from './support/useH5.ts'

const words = wordsOf('zh-CN')

/** What an Audio of the page did, ms on its clock. */
interface Sounded {
  what: 'playing' | 'pause' | 'ended' | 'error'
  src: string
  atMs: number
  /** Of the recording, s. */
  at: number
}

const watchSounds = `
  window.sounded = []
  const Plain = window.Audio
  window.Audio = function () {
    const audio = new Plain()
    for (const what of ['playing', 'pause', 'ended', 'error'])
      audio.addEventListener(what, () => window.sounded.push({
        what, src: audio.src, atMs: performance.now(), at: audio.currentTime,
      }))
    // An event comes a moment after what it tells of.
    const pause = audio.pause.bind(audio)
    audio.pause = () => {
      if (!audio.paused) window.sounded.push({
        what: 'pause', src: audio.src, atMs: performance.now(), at: audio.currentTime,
      })
      pause()
    }
    return audio
  }`

describe('the H5 client’s voice, in a browser', function () {
  this.timeout(90_000)
  const h5 = useH5()
  const open = async (script: Partial<Script> = {}, query = ''): Promise<Page> =>
    await h5.open({
      script: { steps: digitSteps, open: { mode: 'digit', flashWarning: false }, ...script },
      pageScript: `${await cameraScript('none')};${watchSounds}`,
      query,
      timeoutMs: 40_000,
    })

  const press = (page: Page, name: string) =>
    page.getByRole('button', { name, exact: true }).click()
  const offers = (page: Page, name: string) =>
    page.getByRole('button', { name, exact: true }).waitFor()
  const soundedOn = (page: Page) => page.evaluate<Sounded[]>('window.sounded')
  /** Waits until it sounds; the pages' policy lets no script of Playwright's wait there. */
  async function hears(page: Page, name: string): Promise<void> {
    const isOne = ({ what, src }: Sounded) =>
      what === 'playing' && src.endsWith(`/h5/voice/${name}.mp3`)
    for (let tries = 0; tries < 600; tries += 1) {
      if ((await soundedOn(page)).some(isOne)) return
      await page.waitForTimeout(50)
    }
    assert.fail(`${name} was never heard: ${JSON.stringify(await soundedOn(page))}`)
  }

  async function agree(page: Page): Promise<void> {
    await page.getByRole('checkbox').check()
    await press(page, words.consent.button)
  }

  /** `SCREENSHOTS=FOLDER` keeps pictures. */
  async function picture(page: Page, name: string): Promise<void> {
    const to = process.env['SCREENSHOTS']
    if (to) await page.screenshot({ path: join(to, `h5-voice-${name}.png`) })
  }

  it('tells what comes, guides before the camera, and is silent while digits are read', async () => {
    const page = await open(
      // Some two seconds too far away, then all is well in the middle of being told so.
      { hints: [...Array<'closer'>(10).fill('closer'), 'good'], checkingMs: 2_500 },
      '&large=1',
    )
    await offers(page, words.voiceOff)
    await picture(page, 'consent')
    await agree(page)
    await hears(page, 'zh-CN/tipsDigit')
    await picture(page, 'tips')
    await press(page, words.tips.voice.button)
    await hears(page, 'zh-CN/closer')
    await hears(page, 'zh-CN/checking')
    await page.getByRole('heading', { name: words.result.passed, exact: true }).waitFor()
    await hears(page, 'zh-CN/passed')
    await picture(page, 'result')

    const sounded = await soundedOn(page)
    assert.ok(
      sounded.some(({ what, at }) => what !== 'playing' && at > 0.1),
      'recordings are really played',
    )
    const times = h5.server.seen.messages.flatMap(message =>
      message.type === 'painted' ? [message.clockMs] : [],
    )
    const sounds = h5.server.seen.packets.filter(({ kind }) => kind === 'sound')
    const begins = Math.min(times[0] ?? NaN, sounds[0]?.captureMs ?? NaN)
    const ends = Math.max(times.at(-1) ?? NaN, sounds.at(-1)?.captureMs ?? NaN)
    assert.ok(ends - begins > 2_000)
    const before = sounded.findLast(({ atMs }) => atMs < begins)
    assert.notEqual(before?.what, 'playing', 'silent before the first digit is announced')
    const within = sounded.filter(({ atMs }) => atMs >= begins && atMs <= ends)
    assert.deepEqual(
      within.filter(({ what }) => what === 'playing'),
      [],
    )
    assert.deepEqual(
      sounded.filter(({ what }) => what === 'error'),
      [],
    )
    assert.deepEqual(h5.server.seen.missing, [])
    assert.deepEqual(h5.server.seen.faults, [])
    assert.deepEqual(h5.complaints, [])
  })

  it('is off by default; the switch turns it on and off at once, and the choice is kept', async () => {
    const page = await open()
    await agree(page)
    await offers(page, words.voiceOn)
    assert.deepEqual(await soundedOn(page), [])
    await press(page, words.voiceOn)
    await hears(page, 'zh-CN/tipsDigit')
    await press(page, words.switchLanguage)
    await hears(page, 'en/tipsDigit')
    await press(page, wordsOf('en').voiceOff)
    const silent = await soundedOn(page)
    assert.notEqual(silent.at(-1)?.what, 'playing')
    await press(page, wordsOf('en').largeText)
    await offers(page, wordsOf('en').voiceOn)
    await picture(page, 'tips-en')
    await page.goto(`${h5.server.pageUrl}&large=1`)
    await offers(page, words.voiceOn)
    await agree(page)
    await offers(page, words.tips.voice.button)
    assert.deepEqual(await soundedOn(page), [], 'large letters, but the person said no')
    assert.deepEqual(h5.complaints, [])
  })

  it('says nothing while the page is out of sight, and then what belongs to the page by then', async () => {
    const page = await open(
      { hints: [...Array<'closer'>(15).fill('closer'), 'good'], checkingMs: 2_500 },
      '&large=1',
    )
    const turn = (state: 'hidden' | 'visible') =>
      page.evaluate(`
        Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => '${state}' })
        document.dispatchEvent(new Event('visibilitychange'))`)
    const stop = words.troubles.interrupted.title
    await agree(page)
    await press(page, words.tips.voice.button)
    await hears(page, 'zh-CN/closer')
    await turn('hidden')
    await page.getByRole('heading', { name: stop, exact: true }).waitFor()
    await page.waitForTimeout(500)
    assert.equal((await soundedOn(page)).at(-1)?.what, 'pause')
    await turn('visible')
    await hears(page, 'zh-CN/trouble')

    await press(page, words.trouble.again)
    await hears(page, 'zh-CN/checking')
    await turn('hidden')
    await page.getByRole('heading', { name: words.result.passed, exact: true }).waitFor()
    await page.waitForTimeout(500)
    assert.equal((await soundedOn(page)).at(-1)?.what, 'pause')
    await turn('visible')
    await hears(page, 'zh-CN/passed')
    assert.deepEqual(h5.complaints, [])
  })

  it('goes on to the next hint where the browser plays one not', async () => {
    const page = await open(
      {
        hints: [
          ...Array<'closer'>(12).fill('closer'),
          ...Array<'darker'>(15).fill('darker'),
          'good',
        ],
      },
      '&large=1',
    )
    await page.evaluate(`
      const play = HTMLMediaElement.prototype.play
      HTMLMediaElement.prototype.play = function () {
        return this.src.endsWith('/closer.mp3')
          ? Promise.reject(new DOMException('a tap, please', 'NotAllowedError'))
          : play.call(this)
      }`)
    await agree(page)
    await press(page, words.tips.voice.button)
    await hears(page, 'zh-CN/darker')
  })

  it('says at the first tap what the browser did not allow before', async () => {
    const page = await open(
      { refuse: { open: { code: 'Session.Expired', message: '已过期' } } },
      '&large=1',
    )
    const title = page.getByRole('heading').first()
    await title.waitFor()
    await page.waitForTimeout(500)
    assert.deepEqual(await soundedOn(page), [], 'nobody has touched the page')
    await title.click()
    await hears(page, 'zh-CN/trouble')
    await page.waitForTimeout(500)
    assert.equal((await soundedOn(page)).at(-1)?.what, 'playing', 'and goes on')
  })

  it('does not hold anything up where no sound can be had', async () => {
    const page = await open({}, '&large=1')
    await page.route('**/*.mp3', route => route.abort())
    await agree(page)
    await press(page, words.tips.voice.button)
    await page.getByRole('heading', { name: words.result.passed, exact: true }).waitFor()
    assert.deepEqual(h5.server.seen.faults, [])
  })
})
