import assert from 'node:assert/strict'
import type { ClientMessage } from '../../../server/protocol/capture.ts'
import type { CeremonyEffect } from '../../../server/protocol/client/ceremonyEvents.ts'
import type { Phase } from '../../../server/protocol/client/ceremonyState.ts'
import {
  createPromptVoice,
  promptTimes,
  type PromptScene,
} from '../../../server/protocol/client/createPromptVoice.ts'
import { firstPreview } from '../../../server/protocol/client/preview.ts'
import { capturesAfter, promptOf } from '../../../server/protocol/client/promptOf.ts'
import { promptText } from '../../../server/protocol/client/promptText.ts'
import { hints, type Hint } from '../../../server/protocol/hints.ts'
import type { Challenge } from '../../../server/protocol/challenge.ts'

const challenge: Challenge = {
  version: 1,
  kind: 'digit',
  challengeId: 'challenge-1',
  lifetimeMs: 60_000,
  steps: [],
}
const finish: ClientMessage = { type: 'finish', packets: 0, lastMac: '', clockMs: 0 }
const perform: CeremonyEffect = { type: 'perform', challenge }
const handIn: CeremonyEffect = { type: 'send', message: finish }
const release: CeremonyEffect = { type: 'release' }
const ready: CeremonyEffect = { type: 'send', message: { type: 'ready', clockMs: 0 } }

const tips: Phase = { name: 'tips' }
const checking: Phase = { name: 'checking', isLong: false }
const performing: Phase = { name: 'performing', challenge, step: 0 }
const trouble: Phase = { name: 'trouble', trouble: 'network', message: null }
const preview = (hint: Hint | null): Phase => ({ ...firstPreview, hint })
const result = (outcome: 'passed' | 'failed' | 'retry'): Phase => ({
  name: 'result',
  verdict: { outcome, advice: null, redirectUrl: null },
})

describe('the prompt that belongs to a page', () => {
  const promptAt = (phase: Phase, mode = 'digit', isCapturing = false) =>
    promptOf({ phase, mode, isCapturing })

  it('says on the tips what will come in each mode, and nothing where another page performs', () => {
    assert.equal(promptAt(tips, 'light'), 'tipsLight')
    assert.equal(promptAt(tips, 'digit'), 'tipsDigit')
    assert.equal(promptAt(tips, 'light-digit'), 'tipsLightDigit')
    assert.equal(promptAt(tips, ''), null)
  })

  it('says every hint but that all is well', () => {
    for (const hint of hints) assert.equal(promptAt(preview(hint)), hint === 'good' ? null : hint)
    assert.equal(promptAt(preview(null)), null)
  })

  it('does not tell bystanders how a verification failed', () => {
    assert.equal(promptAt(result('passed')), 'passed')
    assert.equal(promptAt(result('retry')), 'retry')
    assert.equal(promptAt(result('failed')), 'ended')
    assert.equal(promptAt(trouble), 'trouble')
    assert.match(promptText['zh-CN'].ended, /结束/)
    assert.doesNotMatch(promptText['zh-CN'].ended, /没有|失败|不/)
    assert.doesNotMatch(promptText.en.ended, /not|fail/i)
  })

  it('is none while consent, identity, permissions and the challenge are on screen', () => {
    const silent: Phase[] = [
      { name: 'opening' },
      { name: 'consent', busy: false, fault: null },
      { name: 'linking' },
      { name: 'identity', busy: false, fault: null },
      { name: 'starting', waitsFor: 'camera' },
      { name: 'starting', waitsFor: 'server' },
      performing,
      { name: 'over', code: 0 },
    ]
    for (const phase of silent) assert.equal(promptAt(phase), null, phase.name)
  })

  it('is none on any page while the challenge is filmed or heard', () => {
    for (const phase of [tips, preview('closer'), performing, checking, result('retry'), trouble])
      assert.equal(promptAt(phase, 'digit', true), null, phase.name)
    assert.equal(promptAt(checking), 'checking')
  })

  it('capturing lasts from the challenge to the last of it being handed in, or to its end', () => {
    const painted: CeremonyEffect = {
      type: 'send',
      message: { type: 'painted', step: 1, clockMs: 1 },
    }
    assert.equal(capturesAfter(perform, false), true)
    for (const effect of [painted, { type: 'drain' }, { type: 'stopTimers' }] as const)
      assert.equal(capturesAfter(effect, true), true, effect.type)
    assert.equal(capturesAfter(handIn, true), false)
    assert.equal(capturesAfter(release, true), false)
    assert.equal(capturesAfter(ready, false), false)
  })
})

describe('the voice of the prompts', () => {
  /** Time, and what was played: name at its time, `stop` where sound was cut off. */
  function voiceAt(lengthMs = 2_000) {
    let nowMs = 0
    let timers: { atMs: number; run: () => void }[] = []
    let cut: (() => void) | null = null
    const log: string[] = []
    const after = (ms: number, run: () => void) => {
      const timer = { atMs: nowMs + ms, run }
      timers.push(timer)
      return () => {
        timers = timers.filter(one => one !== timer)
      }
    }
    const voice = createPromptVoice({
      after,
      player: {
        play: (name, language, onEnd) => {
          log.push(`${nowMs} ${name}${language === 'en' ? ' en' : ''}`)
          const cancel = after(lengthMs, () => {
            cut = null
            onEnd()
          })
          cut = () => {
            cancel()
            log.push(`${nowMs} stop`)
          }
        },
        stop: () => {
          cut?.()
          cut = null
        },
      },
    })
    const follow = (phase: Phase, more: Partial<PromptScene> = {}) =>
      voice.follow({ phase, mode: 'digit', language: 'zh-CN', ...more })
    function pass(ms: number): void {
      const endMs = nowMs + ms
      for (;;) {
        const [next] = timers
          .filter(({ atMs }) => atMs <= endMs)
          .toSorted((a, b) => a.atMs - b.atMs)
        if (!next) break
        nowMs = next.atMs
        timers = timers.filter(one => one !== next)
        next.run()
      }
      nowMs = endMs
    }
    return { voice, log, follow, pass }
  }

  it('is silent until it is switched on, and then says at once what belongs to the page', () => {
    const { voice, log, follow, pass } = voiceAt()
    follow(tips)
    pass(5_000)
    assert.deepEqual(log, [])
    voice.setOn(true)
    assert.deepEqual(log, ['5000 tipsDigit'])
    pass(500)
    voice.setOn(false)
    assert.deepEqual(log, ['5000 tipsDigit', '5500 stop'])
    pass(60_000)
    assert.equal(log.length, 2)
  })

  it('says a page once, in its language', () => {
    const { voice, log, follow, pass } = voiceAt()
    voice.setOn(true)
    follow(tips)
    pass(10_000)
    follow(tips)
    pass(10_000)
    follow(tips, { language: 'en' })
    pass(100)
    assert.deepEqual(log, ['0 tipsDigit', '20000 tipsDigit en'])
  })

  it('says a hint only when it stays, lets it finish, and the newest one comes next', () => {
    const { voice, log, follow, pass } = voiceAt(2_000)
    voice.setOn(true)
    follow(preview('noFace'))
    pass(900)
    follow(preview('closer'))
    pass(900)
    assert.deepEqual(log, [], 'both too short')
    pass(100)
    assert.deepEqual(log, ['1900 closer'])
    follow(preview('still'))
    pass(800)
    follow(preview('darker'))
    pass(2_000)
    assert.deepEqual(log, ['1900 closer', '3900 darker'])
  })

  it('repeats a hint that stays, until it is good, and then lets it finish', () => {
    const { voice, log, follow, pass } = voiceAt(2_000)
    voice.setOn(true)
    follow(preview('closer'))
    pass(promptTimes.steadyMs)
    pass(2_000 + promptTimes.repeatMs + 500)
    assert.deepEqual(log, ['1000 closer', '9000 closer'])
    follow(preview('good'))
    pass(20_000)
    assert.deepEqual(log, ['1000 closer', '9000 closer'])
  })

  it('does not say a hint again sooner because it went away for a moment', () => {
    const { voice, log, follow, pass } = voiceAt(500)
    voice.setOn(true)
    follow(preview('closer'))
    pass(2_000)
    follow(preview('good'))
    pass(300)
    follow(preview('closer'))
    pass(promptTimes.repeatMs - 100)
    assert.deepEqual(log, ['1000 closer'])
    pass(200)
    assert.deepEqual(log, ['1000 closer', '8300 closer'])
  })

  it('is cut off by a change of page, at once', () => {
    const { voice, log, follow, pass } = voiceAt()
    voice.setOn(true)
    follow(tips)
    pass(300)
    follow({ name: 'starting', waitsFor: 'camera' })
    assert.deepEqual(log, ['0 tipsDigit', '300 stop'])
    follow(trouble)
    assert.deepEqual(log.slice(2), ['300 trouble'])
  })

  it('is silent before the challenge begins, and until the last of it is handed in', () => {
    const { voice, log, follow, pass } = voiceAt(3_000)
    voice.setOn(true)
    follow(preview('closer'))
    pass(1_500)
    follow(preview('good'))
    pass(600)
    voice.heed(ready)
    assert.deepEqual(log, ['1000 closer', '2100 stop'], 'asked for, it may come at once')
    voice.heed(perform)
    follow(performing)
    pass(8_000)
    voice.heed({ type: 'send', message: { type: 'painted', step: 1, clockMs: 1 } })
    voice.heed({ type: 'drain' })
    follow(checking)
    voice.setOn(false)
    voice.setOn(true)
    pass(900)
    assert.equal(log.length, 2, 'the camera is still filming')
    voice.heed(handIn)
    assert.deepEqual(log.slice(2), ['11000 checking'])
    voice.heed(release)
    follow(result('passed'))
    assert.deepEqual(log.slice(3), ['11000 stop', '11000 passed'])
  })

  it('says nothing of checking where the capture broke off', () => {
    const { voice, log, follow } = voiceAt()
    voice.setOn(true)
    voice.heed(perform)
    follow(performing)
    follow(checking)
    voice.heed(release)
    follow(trouble)
    assert.deepEqual(log, ['0 trouble'])
  })

  it('hushes at once, and goes on with the next page', () => {
    const { voice, log, follow, pass } = voiceAt()
    voice.setOn(true)
    follow(preview('closer'))
    pass(1_200)
    voice.hush()
    assert.deepEqual(log, ['1000 closer', '1200 stop'])
    pass(60_000)
    follow(trouble)
    assert.deepEqual(log.slice(2), ['61200 trouble'])
  })

  it('says nothing while the page is out of sight, and then what belongs to the page by then', () => {
    const { voice, log, follow, pass } = voiceAt()
    voice.setOn(true)
    follow(preview('closer'))
    pass(1_200)
    voice.setSeen(false)
    assert.deepEqual(log, ['1000 closer', '1200 stop'])
    follow(trouble)
    voice.setOn(false)
    voice.setOn(true)
    pass(10_000)
    assert.equal(log.length, 2)
    voice.setSeen(true)
    voice.setSeen(true)
    assert.deepEqual(log.slice(2), ['11200 trouble'])
    pass(5_000)
    follow(checking)
    voice.setSeen(false)
    follow(result('passed'))
    pass(60_000)
    assert.deepEqual(log.slice(3), ['16200 checking', '16200 stop'])
    voice.setOn(false)
    voice.setSeen(true)
    assert.equal(log.length, 5, 'muted')
    voice.setOn(true)
    assert.deepEqual(log.slice(5), ['76200 passed'])
  })

  it('goes on where a recording never begins', () => {
    const { voice, log, follow, pass } = voiceAt(Infinity)
    voice.setOn(true)
    follow(preview('closer'))
    pass(1_000)
    follow(preview('still'))
    pass(promptTimes.longestMs)
    assert.deepEqual(log, ['1000 closer', '16000 stop', '16000 still'])
  })
})
