import assert from 'node:assert/strict'
import type { Browser, Page } from 'playwright-core'
import { measureSound } from '../../server/domain/digit/measureSound.ts'
import { peopleSeeds } from '../../server/phone/people.ts'
import { openBrowser } from '../h5/support/openBrowser.ts'
import { bundleForPage } from '../support/bundleForPage.ts'
import { cameraWorker } from '../support/simulatedPhoneScript.ts'
import { voicesScript } from './voicesScript.ts'

const address = 'http://localhost/'
const workerPath = '/camera.js'

/** What the page's microphone track delivers, sample by sample, at 16 kHz. */
const record = `
  window.record = async stream => {
    const context = new AudioContext({ sampleRate: 16000 })
    const source = context.createMediaStreamSource(stream)
    const tap = context.createScriptProcessor(1024, 1, 1)
    const heard = []
    tap.onaudioprocess = ({ inputBuffer }) => heard.push(...inputBuffer.getChannelData(0))
    source.connect(tap)
    tap.connect(context.destination)
    await context.resume()
    return heard
  }`

describe('the simulated camera and microphone in a browser', function () {
  this.timeout(60_000)
  let browser: Browser | null = null
  let page: Page

  before(async function () {
    browser = await openBrowser()
    if (!browser) this.skip()
    page = await browser.newPage()
    await page.route(address, route => route.fulfill({ contentType: 'text/html', body: '<p>' }))
    const worker = await cameraWorker()
    await page.route(new URL(workerPath, address).href, route =>
      route.fulfill({ contentType: 'text/javascript', body: worker }),
    )
    await page.goto(address)
    await page.evaluate(record)
    await page.evaluate(await bundleCamera())
  })
  after(() => browser?.close())

  it('speaks the digit that the page shows, a while after it was shown', async () => {
    const heard = await page.evaluate<number[]>(`(async () => {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: {}, video: {} })
      const heard = await window.record(stream)
      const wait = ms => new Promise(resolve => setTimeout(resolve, ms))
      await wait(1500)
      window.digit = '8'
      await wait(2000)
      return [...heard]
    })()`)
    const pcm = Float32Array.from(heard)
    // Before the first sound the track is silent: the noise floor must be the room's.
    const from = pcm.findIndex(value => value !== 0)
    const { segments, snrDb } = measureSound({ startMs: 0, pcm: pcm.slice(from) })
    assert.equal(segments.length, 1, JSON.stringify(segments))
    assert.ok(snrDb > 10, `${snrDb} dB`)
    const { startMs, endMs } = segments[0]!
    assert.ok(startMs > 1200, `${startMs}`)
    assert.ok(endMs - startMs > 150 && endMs - startMs < 700, `${endMs - startMs} ms`)
  })

  it('is there again for a page that stopped it', async () => {
    const states = await page.evaluate<string[][]>(`(async () => {
      const ask = () => navigator.mediaDevices.getUserMedia({ audio: true, video: true })
      const first = (await ask()).getTracks()
      for (const track of first) track.stop()
      const second = (await ask()).getTracks()
      return [first, second].map(tracks => tracks.map(({ readyState }) => readyState))
    })()`)
    assert.deepEqual(states, [
      ['ended', 'ended'],
      ['live', 'live'],
    ])
  })

  it('gives tracks of the kinds that were asked for, and lists both devices', async () => {
    const kinds = await page.evaluate<string[][]>(`(async () => {
      const { mediaDevices } = navigator
      const kindsOf = async wishes =>
        (await mediaDevices.getUserMedia(wishes)).getTracks().map(({ kind }) => kind).toSorted()
      return [
        await kindsOf({ video: true }),
        await kindsOf({ audio: true }),
        await kindsOf({ audio: true, video: true }),
        (await mediaDevices.enumerateDevices()).map(({ kind }) => kind),
      ]
    })()`)
    assert.deepEqual(kinds, [
      ['video'],
      ['audio'],
      ['audio', 'video'],
      ['videoinput', 'audioinput'],
    ])
  })
})

/** Installs the devices when it is evaluated; `window.digit` is what the page shows. */
async function bundleCamera(): Promise<string> {
  return bundleForPage(`
    import { installBrowserCamera } from './browserCamera.ts'
    window.digit = null
    installBrowserCamera({
      workerUrl: ${JSON.stringify(workerPath)},
      person: ${peopleSeeds[1]},
      seed: 4,
      mode: 'digit',
      voices: ${await voicesScript()},
      shownColour: () => null,
      shownDigit: () => window.digit,
      size: { widthPx: 120, heightPx: 160 },
    })`)
}
