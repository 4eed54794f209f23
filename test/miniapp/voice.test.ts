import assert from 'node:assert/strict'
import { wordsOf } from '../../server/protocol/client/text.ts'
import type { OpenAnswer } from '../../server/protocol/session.ts'
import type { ClientVerdict } from '../../server/protocol/capture.ts'
import { fastTime } from './support/fastTime.ts'
import { personAt } from './support/personAt.ts'
import { createPhoneDouble, type PhoneScript } from './support/phoneDouble.ts'
import { createServerDouble } from './support/serverDouble.ts'

const words = wordsOf('zh-CN')
const voiceAt = 'https://id.example.com/h5/voice/'

/** What was said, as `zh-CN/tipsLight`, in order. */
function saidOn({ calls }: { calls: readonly string[] }): string[] {
  return calls
    .filter(call => call.startsWith(`play ${voiceAt}`))
    .map(call => call.slice(`play ${voiceAt}`.length).replace('.mp3', ''))
}

function personWith({
  session,
  verdict,
  voice = true,
  ...script
}: Partial<PhoneScript> & {
  session?: Partial<OpenAnswer>
  verdict?: ClientVerdict
  voice?: boolean
} = {}) {
  const phone = createPhoneDouble({
    answer: createServerDouble(session, verdict).answer,
    ...script,
  })
  return { phone, ...personAt(phone, { capture: 'record', voice }) }
}

describe('the mini program’s voice', () => {
  beforeEach(fastTime.begin)
  afterEach(fastTime.end)

  it('says what comes, guides, and tells the end; from filming to its end the phone is silent', async () => {
    const { phone, verification, agrees, sees } = personWith()
    await agrees()
    assert.deepEqual(saidOn(phone), ['zh-CN/tipsLight'], 'nothing before the tips')
    verification.act('start')
    await sees('result')
    const { calls } = phone
    assert.deepEqual(saidOn(phone), [
      'zh-CN/tipsLight',
      'zh-CN/faceScreen',
      'zh-CN/checking',
      'zh-CN/passed',
    ])
    const [filming, filmed] = [calls.indexOf('startRecord'), calls.indexOf('stopRecord')]
    const sounds = (from: number, to: number) =>
      calls.slice(from, to).filter(call => /^(play|destroy)/.test(call))
    const guided = calls.indexOf(`play ${voiceAt}zh-CN/faceScreen.mp3`)
    assert.deepEqual(
      calls.slice(guided + 1, filming).filter(call => /^(play|destroy)/.test(call)),
      ['played', 'destroy'],
      'the hint to its end, and silent before filming begins',
    )
    assert.deepEqual(sounds(filming, filmed), [])
    assert.equal(saidOn({ calls: calls.slice(filmed) }).length, 2)
    verification.act('leave')
    assert.equal(
      calls.findLast(call => /^(play|destroy)/.test(call)),
      'destroy',
    )
  })

  it('does not say aloud that somebody did not pass', async () => {
    const { phone, verification, agrees, sees } = personWith({
      verdict: { outcome: 'failed', advice: 'limit', redirectUrl: null },
    })
    await agrees()
    verification.act('start')
    await sees('result')
    assert.equal(saidOn(phone).at(-1), 'zh-CN/ended')
  })

  it('is off where nobody asked for it', async () => {
    const { phone, verification, agrees, sees, state } = personWith({ voice: false })
    await agrees()
    assert.equal(state.view?.tools?.voice, words.voiceOn)
    verification.act('start')
    await sees('result')
    assert.deepEqual(saidOn(phone), [])
  })

  it('follows large letters until the person chooses, and remembers what they chose', async () => {
    const first = personWith()
    const voiceOf = ({ state }: Pick<typeof first, 'state'>) => state.view?.tools?.voice
    const asIs = personAt(first.phone, { capture: 'record', voice: null })
    await asIs.agrees()
    assert.equal(voiceOf(asIs), words.voiceOn)
    asIs.verification.act('size')
    assert.equal(voiceOf(asIs), words.voiceOff)
    assert.deepEqual(saidOn(first.phone), ['zh-CN/tipsLight'], 'at once')
    asIs.verification.act('voice')
    assert.equal(voiceOf(asIs), words.voiceOn)
    assert.equal(first.phone.calls.at(-1), 'destroy', 'at once')
    asIs.verification.act('size')
    asIs.verification.act('size')
    assert.equal(voiceOf(asIs), words.voiceOn, 'large again, but the person said no')
    asIs.verification.unload()

    const later = personAt(first.phone, { capture: 'record', voice: true })
    later.verification.start()
    await later.sees('tips')
    assert.equal(voiceOf(later), words.voiceOn, 'whatever the app would like')
    later.verification.act('voice')
    later.verification.unload()
    const last = personAt(first.phone, { capture: 'record', voice: false })
    last.verification.start()
    await last.sees('tips')
    assert.equal(voiceOf(last), words.voiceOff)
  })

  it('speaks the language of the page, and is silent when the page is out of sight', async () => {
    const { phone, verification, agrees } = personWith()
    await agrees()
    verification.act('language')
    assert.deepEqual(saidOn(phone), ['zh-CN/tipsLight', 'en/tipsLight'])
    verification.hide()
    assert.equal(phone.calls.at(-1), 'destroy')
  })

  it('says nothing of a ceremony that the phone’s owner left for a call, until they are back', async () => {
    const { phone, verification, agrees, sees } = personWith()
    await agrees()
    verification.act('start')
    await sees('preview')
    verification.hide()
    await sees('trouble interrupted')
    await fastTime.run(2_000)
    assert.deepEqual(saidOn(phone), ['zh-CN/tipsLight'])
    verification.show()
    assert.deepEqual(saidOn(phone).slice(1), ['zh-CN/trouble'])
  })

  it('does not speak into a call that leaves the page where it is', async () => {
    const { phone, verification, agrees, sees } = personWith()
    await agrees()
    verification.act('start')
    await sees('preview')
    phone.interrupt()
    await sees('trouble interrupted')
    await fastTime.run(2_000)
    assert.deepEqual(saidOn(phone), ['zh-CN/tipsLight'])
    phone.endInterruption()
    assert.deepEqual(saidOn(phone).slice(1), ['zh-CN/trouble'])
  })

  it('speaks again to whoever taps, on a phone that does not tell that a call is over', async () => {
    const { phone, verification, agrees, sees } = personWith({ lacks: ['onAudioInterruptionEnd'] })
    await agrees()
    verification.act('start')
    await sees('preview')
    phone.interrupt()
    await sees('trouble interrupted')
    assert.deepEqual(saidOn(phone), ['zh-CN/tipsLight'])
    verification.act('reopen')
    await sees('tips')
    assert.equal(saidOn(phone).at(-1), 'zh-CN/tipsLight')
  })

  it('keeps a verdict for itself that comes while the page is out of sight', async () => {
    const { phone, verification, agrees, sees, until } = personWith()
    await agrees()
    verification.act('start')
    await until(() => saidOn(phone).at(-1) === 'zh-CN/checking', 'checking')
    verification.hide()
    const before = saidOn(phone)
    await sees('result')
    await fastTime.run(2_000)
    assert.deepEqual(saidOn(phone), before)
    verification.show()
    assert.deepEqual(saidOn(phone), [...before, 'zh-CN/passed'])
  })

  it('says nothing while WeChat’s own page verifies', async () => {
    const { phone, verification, agrees, sees } = personWith({ session: { engine: 'wechat' } })
    await agrees()
    verification.act('start')
    await sees('result')
    assert.ok(phone.calls.some(call => call.startsWith('requestFacialVerify')))
    assert.deepEqual(saidOn(phone), ['zh-CN/passed'])
  })

  it('is not offered by a phone that plays no sounds, and does not miss it', async () => {
    const { verification, agrees, sees, state } = personWith({ lacks: ['createInnerAudioContext'] })
    await agrees()
    assert.equal(state.view?.tools?.voice, '')
    verification.act('start')
    await sees('result')
  })

  it('that cannot be had for whatever reason is missed by nobody', async () => {
    const { phone, verification, agrees, sees } = personWith()
    let tries = 0
    phone.wx.createInnerAudioContext = () => {
      tries += 1
      throw new Error('createInnerAudioContext:fail')
    }
    await agrees()
    verification.act('start')
    await sees('result')
    assert.ok(tries > 0)
  })

  it('leaves no player behind that could not play', async () => {
    const { phone, verification, agrees, sees } = personWith()
    const counts = { opened: 0, destroyed: 0 }
    phone.wx.createInnerAudioContext = () => {
      counts.opened += 1
      return {
        src: '',
        onEnded: () => undefined,
        onError: () => undefined,
        play: () => {
          throw new Error('play:fail')
        },
        destroy: () => {
          counts.destroyed += 1
        },
      }
    }
    await agrees()
    verification.act('start')
    await sees('result')
    assert.ok(counts.opened > 0)
    assert.equal(counts.destroyed, counts.opened)
  })
})
