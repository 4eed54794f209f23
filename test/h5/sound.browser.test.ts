import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { wordsOf } from '../../server/protocol/client/text.ts'
import { cameraScript, toneHz, type CameraFault } from './support/cameraScript.ts'
import {
  digitSteps,
  limits,
  steps as lightSteps,
  type Script,
  type ScriptedServer,
} from './support/scriptedServer.ts'
import { useH5 } from './support/useH5.ts'

const words = wordsOf('zh-CN')

/** Notes every digit, ground colour and line that the stage takes, frame by frame. */
const watchStage = `
  window.shown = []
  window.spoken = []
  window.worklets = 0
  const Node = window.AudioWorkletNode
  if (Node)
    window.AudioWorkletNode = class extends Node {
      constructor(...given) {
        super(...given)
        window.worklets += 1
      }
    }
  const look = () => {
    const root = document.querySelector('[data-zhenren]')?.shadowRoot
    const dialog = root?.querySelector('.dialog')
    const stage = root?.querySelector('.capture.digits .digits-stage')
    const now = stage
      ? 'digit ' + root.querySelector('.digit').textContent
      : dialog?.style.backgroundColor ?? ''
    if (now !== '' && window.shown.at(-1) !== now) window.shown.push(now)
    const said = root?.querySelector('[aria-live]')?.textContent ?? ''
    if (stage && said !== '' && window.spoken.at(-1) !== said) window.spoken.push(said)
    requestAnimationFrame(look)
  }
  look()`

describe('the H5 client with a microphone, in a browser', function () {
  this.timeout(60_000)
  const h5 = useH5()
  const open = async (
    mode: 'digit' | 'light-digit',
    {
      script = {},
      camera = 'none',
      before = '',
    }: { script?: Partial<Script>; camera?: CameraFault; before?: string } = {},
  ): Promise<Page> =>
    await h5.open({
      script: {
        steps:
          mode === 'digit'
            ? digitSteps
            : [...lightSteps.slice(0, 3), ...lightSteps.slice(-1), ...digitSteps],
        open: { mode, flashWarning: mode === 'light-digit' },
        ...script,
      },
      pageScript: `${await cameraScript(camera)};${watchStage};${before}`,
    })

  const heading = (page: Page, text: string) =>
    page.getByRole('heading', { name: text, exact: true }).waitFor()
  const press = (page: Page, name: string) =>
    page.getByRole('button', { name, exact: true }).click()
  const tracksOff = (page: Page) =>
    page.evaluate("window.cameraTracks.every(track => track.readyState === 'ended')")

  async function toCamera(page: Page): Promise<void> {
    await page.getByRole('checkbox').check()
    await press(page, words.consent.button)
    await press(page, words.tips.voice.button)
  }

  /** All sound of the attempt, after its packets were checked one against the other. */
  function soundOf({ seen }: ScriptedServer): { fromMs: number; toMs: number; samples: number[] } {
    const sounds = seen.packets.filter(({ kind }) => kind === 'sound')
    const first = sounds[0]
    assert.ok(first)
    const bytes = (limits.soundMs / 1000) * 16_000 * 2
    let endMs = first.captureMs
    const samples: number[] = []
    for (const [index, { captureMs, payload }] of sounds.entries()) {
      assert.ok(Math.abs(captureMs - endMs) < 1e-3, `packet ${index} begins where the last ended`)
      const isLast = index === sounds.length - 1
      assert.ok(isLast ? payload.length <= bytes : payload.length === bytes)
      const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength)
      for (let at = 0; at < payload.length; at += 2) samples.push(view.getInt16(at, true))
      endMs = captureMs + payload.length / 32
    }
    return { fromMs: first.captureMs, toMs: endMs, samples }
  }

  function paintedOf({ seen }: ScriptedServer): { step: number; clockMs: number }[] {
    return seen.messages.flatMap(message => (message.type === 'painted' ? [message] : []))
  }

  /**
   * The share of the sound that is the tone of the injected microphone, 100 ms by 100 ms, the median: on
   * a busy machine a piece may be lost here and there.
   */
  function toneShare(samples: readonly number[]): number {
    const parts = Array.from({ length: Math.floor(samples.length / 1600) }, (_, index) =>
      shareOf(samples.slice(index * 1600, (index + 1) * 1600)),
    )
    return parts.toSorted((a, b) => a - b)[parts.length >> 1] ?? 0
  }

  function shareOf(samples: readonly number[]): number {
    let [real, imaginary, energy] = [0, 0, 0]
    for (const [index, sample] of samples.entries()) {
      const turn = (2 * Math.PI * toneHz * index) / 16_000
      real += sample * Math.cos(turn)
      imaginary += sample * Math.sin(turn)
      energy += sample * sample
    }
    return (2 * (real * real + imaginary * imaginary)) / (energy * samples.length)
  }

  it('says what comes, shows one digit at a time, and sends the sound from the first step to the end', async () => {
    const page = await open('digit')
    await page.getByText(words.consent.withVoice.scope.face).waitFor()
    await page.getByText(words.consent.withVoice.scope.store).waitFor()
    await page.getByRole('checkbox').check()
    await press(page, words.consent.button)
    await page.getByText(words.tips.voice.digits).waitFor()
    assert.equal(await page.getByText(words.tips.voice.colours).count(), 0)
    assert.equal(await page.getByText(words.tips.flash).count(), 0)
    await press(page, words.tips.voice.button)
    await heading(page, words.result.passed)
    assert.ok(await tracksOff(page))
    const audio = {
      channelCount: 1,
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
    }
    assert.deepEqual(
      await page.evaluate(
        'window.cameraCalls.map(({ audio, video }) => [audio, video.facingMode])',
      ),
      [
        [audio, { exact: 'user' }],
        [audio, 'user'],
      ],
      'one question for both, with wishes only',
    )

    assert.deepEqual(await page.evaluate('window.shown'), [
      'digit ',
      'digit 4',
      'digit 8',
      'digit 0',
      'digit 2',
      'digit ',
    ])
    const painted = paintedOf(h5.server)
    assert.deepEqual(
      painted.map(({ step }) => step),
      [0, 1, 2, 3, 4, 5, 6],
    )
    const hello = h5.server.seen.messages.find(({ type }) => type === 'hello')
    assert.deepEqual(hello?.type === 'hello' && hello.supports, [
      'light@1',
      'digit@1',
      'light-digit@1',
    ])
    const { fromMs, toMs, samples } = soundOf(h5.server)
    const [start, end] = [painted[0]!.clockMs, painted.at(-1)!.clockMs]
    assert.ok(fromMs >= start && fromMs < start + 1, `begins at ${fromMs - start} ms`)
    assert.ok(toMs >= end, `ends ${toMs - end} ms after the last step`)
    assert.equal(samples.length, Math.round((toMs - fromMs) * 16))
    assert.ok(toneShare(samples) > 0.98, `${toneShare(samples)} of it is the tone`)
    const stills = h5.server.seen.packets.filter(({ kind }) => kind === 'still')
    assert.equal(stills.length, 2)
    const firstDigitMs = painted[1]!.clockMs
    assert.ok(stills.every(({ captureMs }) => captureMs > start && captureMs < firstDigitMs))
    assert.deepEqual(h5.server.seen.faults, [])
    assert.deepEqual(h5.server.seen.missing, [])
    assert.equal(await page.evaluate('window.worklets'), 1, 'the policy lets the worklet in')
    assert.deepEqual(h5.complaints, [])
    assert.deepEqual(
      (await page.evaluate<string[]>('window.spoken')).filter(
        text => !Object.values(words.hints).includes(text) && text !== words.preview.first,
      ),
      [],
      'nothing is read out while the microphone listens',
    )
  })

  it('shows colours, then digits, in one performance', async () => {
    const page = await open('light-digit')
    await page.getByRole('checkbox').check()
    await press(page, words.consent.button)
    await page.getByText(words.tips.voice.colours).waitFor()
    await page.getByText(words.tips.voice.digits).waitFor()
    await page.getByText(words.tips.flash).waitFor()
    await press(page, words.tips.voice.button)
    await heading(page, words.result.passed)
    assert.deepEqual(await page.evaluate('window.shown'), [
      'rgb(128, 128, 128)',
      'rgb(255, 0, 0)',
      'rgb(0, 255, 0)',
      'rgb(128, 128, 128)',
      'digit ',
      'digit 4',
      'digit 8',
      'digit 0',
      'digit 2',
      'digit ',
    ])
    const painted = paintedOf(h5.server)
    assert.deepEqual(
      painted.map(({ step }) => step),
      Array.from({ length: 11 }, (_, step) => step),
    )
    const { fromMs, toMs } = soundOf(h5.server)
    const [start, end] = [painted[4]!.clockMs, painted.at(-1)!.clockMs]
    assert.ok(fromMs >= start && fromMs < start + 1, 'no sound before the digits')
    assert.ok(toMs >= end)
    assert.deepEqual(h5.server.seen.faults, [])
    assert.deepEqual(h5.complaints, [])
  })

  it('lives without worklets, as web views of 2019 do', async () => {
    const page = await open('digit', {
      before: 'delete window.AudioWorkletNode; delete BaseAudioContext.prototype.audioWorklet',
    })
    await toCamera(page)
    await heading(page, words.result.passed)
    assert.equal(await page.evaluate('window.worklets'), 0)
    assert.ok(toneShare(soundOf(h5.server).samples) > 0.98)
    assert.deepEqual(h5.server.seen.faults, [])
  })

  it('marks that it hears', async () => {
    const slow = digitSteps.map(({ digit }) => ({ digit, durationMs: 1_000 }))
    const page = await open('digit', {
      script: { steps: slow },
      // A tone without end is the noise of the room: it is made to begin with the second digit.
      before: `
        const setValue = Object.getOwnPropertyDescriptor(AudioParam.prototype, 'value').set
        window.loudness = []
        Object.defineProperty(AudioParam.prototype, 'value', { set(value) {
          if (value === 0.25) { window.loudness.push(this); setValue.call(this, 0.001) }
          else setValue.call(this, value)
        } })
        window.speak = () => window.loudness.forEach(one => setValue.call(one, 0.3))`,
    })
    await toCamera(page)
    await page.getByText(words.digits.listening).waitFor()
    await page.evaluate('window.speak()')
    await page.getByText(words.digits.heard).waitFor()
    await heading(page, words.result.passed)
  })

  for (const [camera, trouble] of [
    ['microphoneNotAllowed', 'microphoneRefused'],
    ['microphoneNotReadable', 'microphoneBusy'],
    ['microphoneNotFound', 'microphoneMissing'],
    ['microphoneNotKnown', 'microphoneUnsupported'],
    ['microphoneDead', 'microphoneBusy'],
    ['NotAllowedError', 'cameraRefused'],
    ['NotReadableError', 'cameraBusy'],
  ] as const)
    it(`tells whose fault it is: ${camera}`, async () => {
      const page = await open('digit', { camera })
      await toCamera(page)
      await heading(page, words.troubles[trouble].title)
      for (const line of words.troubles[trouble].todo) await page.getByText(line).waitFor()
      assert.ok(await tracksOff(page))
      assert.equal(h5.server.seen.messages.length, 0, 'nothing was sent')
    })

  it('explains a browser that knows no sound at all, before it asks for anything', async () => {
    const page = await open('digit', { before: 'delete window.AudioContext' })
    await toCamera(page)
    await heading(page, words.troubles.microphoneUnsupported.title)
    assert.equal(await page.evaluate('window.cameraCalls.length'), 0)
  })

  it('does without wishes where they are taken for demands', async () => {
    const page = await open('digit', { camera: 'wishes', script: { hints: ['noFace'] } })
    await toCamera(page)
    await heading(page, words.hints.noFace)
    assert.equal(await page.evaluate('window.cameraCalls.at(-1).audio'), true)
  })

  it('stops when the microphone is taken away, and starts again', async () => {
    const page = await open('digit', { script: { hints: ['noFace'] } })
    await toCamera(page)
    await heading(page, words.hints.noFace)
    await page.evaluate(
      "window.cameraTracks.find(({ kind }) => kind === 'audio').dispatchEvent(new Event('ended'))",
    )
    await heading(page, words.troubles.microphoneBusy.title)
    assert.ok(await tracksOff(page))
    h5.server.script.hints = ['good']
    await press(page, words.trouble.again)
    await heading(page, words.result.passed)
    assert.deepEqual(h5.server.seen.faults, [])
  })

  for (const advice of ['unheard', 'digits', 'lips'] as const)
    it(`says what to do about ${advice}`, async () => {
      const page = await open('digit', {
        script: {
          open: { mode: 'digit', status: 'finished' },
          status: { status: 'finished', outcome: 'failed', advice, redirectUrl: null },
        },
      })
      await heading(page, words.result.failed)
      await page.getByText(words.result.advice[advice]).waitFor()
    })

  describe('with the camera and the microphone of Chromium itself', () => {
    /** Chromium's own: a beep each second. */
    const real = useH5(['--use-fake-device-for-media-stream'])
    const openReal = async (permissions: readonly string[]): Promise<Page> =>
      await real.open({
        script: { steps: digitSteps, open: { mode: 'digit', flashWarning: false } },
        pageScript: watchStage,
        permissions,
      })

    it('performs', async () => {
      const page = await openReal(['camera', 'microphone'])
      await toCamera(page)
      await heading(page, words.result.passed)
      const { samples } = soundOf(real.server)
      assert.ok(Math.max(...samples.map(Math.abs)) > 1_000, 'the beep is in it')
      assert.deepEqual(real.server.seen.faults, [])
      assert.deepEqual(real.complaints, [])
    })

    it('says that the microphone is missing when only the camera is allowed', async () => {
      const page = await openReal(['camera'])
      await toCamera(page)
      await heading(page, words.troubles.microphoneRefused.title)
    })

    it('says that both are missing when neither is allowed', async () => {
      const page = await openReal([])
      await toCamera(page)
      await heading(page, words.troubles.bothRefused.title)
    })
  })
})
