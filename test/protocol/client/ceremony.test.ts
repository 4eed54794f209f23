import assert from 'node:assert/strict'
import fc from 'fast-check'
import { closeCodes, type ClientVerdict } from '../../../server/protocol/capture.ts'
import { hints } from '../../../server/protocol/hints.ts'
import { advanceCeremony } from '../../../server/protocol/client/ceremony.ts'
import type {
  CeremonyEffect,
  CeremonyEvent,
} from '../../../server/protocol/client/ceremonyEvents.ts'
import {
  ceremonyTimes,
  firstCeremony,
  type Ceremony,
} from '../../../server/protocol/client/ceremonyState.ts'
import { isTrouble, troubles } from '../../../server/protocol/client/troubles.ts'

const challenge = {
  kind: 'light',
  version: 1,
  challengeId: 'c',
  steps: [
    { colour: '#808080', durationMs: 500 },
    { colour: '#ff0000', durationMs: 360 },
  ],
  lifetimeMs: 60_000,
} as const

const welcome = {
  type: 'welcome',
  version: 1,
  captureId: 'id',
  macKey: 'k',
  limits: {
    maxPacketBytes: 1,
    maxPacketsPerSecond: 1,
    frameWidthPx: 1,
    frameHeightPx: 1,
    frameRate: 1,
    jpegQuality: 1,
    stills: 2,
    stillWidthPx: 1,
    soundMs: 1,
  },
} as const

const passed: ClientVerdict = { outcome: 'passed', advice: null, redirectUrl: 'https://bank/' }
const retry: ClientVerdict = { outcome: 'retry', advice: 'light', redirectUrl: null }
const nothing = { consent: false, openid: false, identity: false }

/** Plays events; keeps the last state and the effects of the last event. */
function play(events: readonly CeremonyEvent[], from: Ceremony = firstCeremony) {
  let ceremony = from
  let effects: readonly CeremonyEffect[] = []
  for (const event of events) ({ ceremony, effects } = advanceCeremony(ceremony, event))
  return { ceremony, phase: ceremony.phase, effects, types: effects.map(({ type }) => type) }
}

const server = (
  message: Extract<CeremonyEvent, { type: 'server' }>['message'],
  atMs = 0,
): CeremonyEvent => ({ type: 'server', message, atMs })
const toTips: CeremonyEvent[] = [{ type: 'opened', needs: nothing }]
const toPreview: CeremonyEvent[] = [
  ...toTips,
  { type: 'start' },
  { type: 'cameraReady' },
  { type: 'connected' },
  server(welcome),
]
const toLight: CeremonyEvent[] = [
  ...toPreview,
  server({ type: 'hint', hint: 'good' }, 1000),
  { type: 'timer', timer: 'good', atMs: 1600 },
  server({ type: 'challenge', challenge }, 1700),
]
const toChecking: CeremonyEvent[] = [
  ...toLight,
  { type: 'painted', step: 0, atMs: 1750 },
  { type: 'painted', step: 1, atMs: 2250 },
  { type: 'painted', step: 2, atMs: 2610 },
]

describe('the ceremony of a client', () => {
  it('asks for consent, account and identity in this order, and asks the server again after it', () => {
    const opened = play([
      { type: 'opened', needs: { consent: true, openid: true, identity: true } },
    ])
    assert.equal(opened.phase.name, 'consent')
    const agreed = play([{ type: 'submit' }], opened.ceremony)
    assert.deepEqual(agreed.types, ['stopTimers', 'postConsent'])
    assert.deepEqual(play([{ type: 'submit' }], agreed.ceremony).types, [], 'pressed twice')
    const linking = play([{ type: 'accepted' }], agreed.ceremony)
    assert.deepEqual([linking.phase.name, linking.types.at(-1)], ['linking', 'proveOpenid'])
    const identity = play([{ type: 'accepted' }], linking.ceremony)
    assert.equal(identity.phase.name, 'identity')
    const done = play([{ type: 'submit' }, { type: 'accepted' }], identity.ceremony)
    assert.deepEqual([done.phase.name, done.types.at(-1)], ['opening', 'openSession'])
  })

  it('keeps the page and says why when the server refuses what was entered', () => {
    const { phase } = play([
      { type: 'opened', needs: { ...nothing, identity: true } },
      { type: 'submit' },
      { type: 'refused', message: '姓名不正确' },
    ])
    assert.deepEqual(phase, { name: 'identity', busy: false, fault: '姓名不正确' })
  })

  it('opens the camera only after a gesture, and connects only with a camera', () => {
    assert.ok(!play(toTips).types.includes('openCamera'))
    const started = play([...toTips, { type: 'start' }])
    assert.deepEqual(started.types, ['stopTimers', 'openCamera'])
    assert.ok(play([{ type: 'cameraReady' }], started.ceremony).types.includes('connect'))
    assert.deepEqual(play([...toTips, { type: 'cameraReady' }]).types, [])
  })

  it('shows each hint for 800 ms at least, and the newest of those that waited', () => {
    const first = play([...toPreview, server({ type: 'hint', hint: 'noFace' }, 100)])
    assert.equal(first.phase.name === 'preview' && first.phase.hint, 'noFace')
    const waiting = play(
      [server({ type: 'hint', hint: 'closer' }, 300), server({ type: 'hint', hint: 'still' }, 500)],
      first.ceremony,
    )
    assert.equal(waiting.phase.name === 'preview' && waiting.phase.hint, 'noFace')
    assert.deepEqual(waiting.effects.at(-1), { type: 'startTimer', timer: 'hint', afterMs: 400 })
    const next = play([{ type: 'timer', timer: 'hint', atMs: 900 }], waiting.ceremony)
    assert.equal(next.phase.name === 'preview' && next.phase.hint, 'still')
  })

  it('asks for the challenge once the pose was held, not while another hint waits', () => {
    const good = play([...toPreview, server({ type: 'hint', hint: 'good' }, 1000)])
    const held = play([{ type: 'timer', timer: 'good', atMs: 1600 }], good.ceremony)
    assert.deepEqual(held.effects[0], {
      type: 'send',
      message: { type: 'ready', clockMs: 1600 },
    })
    const lost = play(
      [
        server({ type: 'hint', hint: 'noFace' }, 1200),
        { type: 'timer', timer: 'good', atMs: 1600 },
      ],
      good.ceremony,
    )
    assert.ok(!lost.types.includes('send'))
  })

  it('asks again when the server answered with a hint, but not too soon', () => {
    const asked = play(toLight.slice(0, -1)).ceremony
    const again = ceremonyTimes.askAgainMs
    const soon = play([{ type: 'timer', timer: 'good', atMs: 1600 + again - 100 }], asked)
    assert.deepEqual(soon.effects, [{ type: 'startTimer', timer: 'good', afterMs: 100 }])
    const later = play([{ type: 'timer', timer: 'good', atMs: 1600 + again }], asked)
    assert.equal(later.types[0], 'send')
  })

  it('reports every painted step and lets the last frames through before it says finish', () => {
    const painted = play(toChecking.slice(0, -1))
    assert.deepEqual(painted.effects, [
      { type: 'send', message: { type: 'painted', step: 1, clockMs: 2250 } },
    ])
    const over = play(toChecking)
    assert.equal(over.phase.name, 'checking')
    assert.equal(over.types.at(-1), 'drain')
    const drained = play(
      [{ type: 'drained', packets: 60, lastMac: 'ff', atMs: 2900 }],
      over.ceremony,
    )
    assert.deepEqual(drained.effects, [
      { type: 'send', message: { type: 'finish', packets: 60, lastMac: 'ff', clockMs: 2900 } },
    ])
  })

  it('shows the verdict with the camera off, and tells the host 0 for passed only', () => {
    const judged = play([...toChecking, server({ type: 'verdict', verdict: passed })])
    assert.ok(judged.types.includes('release'))
    assert.deepEqual(play([{ type: 'leave' }], judged.ceremony).effects.at(-1), {
      type: 'settle',
      code: 0,
    })
    const failed: ClientVerdict = { ...passed, outcome: 'failed', advice: 'liveness' }
    const left = play([
      ...toChecking,
      server({ type: 'verdict', verdict: failed }),
      { type: 'leave' },
    ])
    assert.deepEqual(left.effects.at(-1), { type: 'settle', code: 16 })
  })

  it('tries again from the camera on after an inconclusive attempt, never after a final one', () => {
    const again = play([
      ...toChecking,
      server({ type: 'verdict', verdict: retry }),
      { type: 'start' },
    ])
    assert.equal(again.types.at(-1), 'openCamera')
    const final = play([
      ...toChecking,
      server({ type: 'verdict', verdict: passed }),
      { type: 'start' },
    ])
    assert.deepEqual(final.types, [])
  })

  it('voids the challenge when the page is hidden, but not the check under way', () => {
    for (const events of [toPreview, toLight]) {
      const { phase, effects } = play([...events, { type: 'hidden' }])
      assert.deepEqual(phase, { name: 'trouble', trouble: 'interrupted', message: null })
      assert.deepEqual(effects[0], { type: 'send', message: { type: 'leave', reason: 'hidden' } })
      assert.equal(effects.at(-1)?.type, 'release')
    }
    for (const events of [toTips, toChecking])
      assert.deepEqual(play([...events, { type: 'hidden' }]).types, [])
  })

  it('takes a lost connection for the network, and asks for the verdict if one may exist', () => {
    const trouble = (events: readonly CeremonyEvent[], closeCode: number) => {
      const { phase } = play([...events, { type: 'disconnected', closeCode }])
      return phase.name === 'trouble' ? phase.trouble : phase.name
    }
    assert.equal(trouble(toLight, 1006), 'network')
    assert.equal(trouble(toChecking, 1006), 'offline')
    assert.equal(trouble(toPreview, closeCodes.superseded), 'superseded')
    assert.equal(trouble(toPreview, closeCodes.serverFault), 'service')
    assert.equal(
      trouble([...toChecking, server({ type: 'verdict', verdict: passed })], 1000),
      'result',
    )
    const reopened = play([
      ...toChecking,
      { type: 'disconnected', closeCode: 1006 },
      { type: 'reopen' },
      { type: 'alreadyJudged', verdict: passed },
    ])
    assert.deepEqual(reopened.phase, { name: 'result', verdict: passed })
  })

  it('has a page for what the server refuses', () => {
    const page = (code: string) => {
      const { phase } = play([...toPreview, server({ type: 'error', code, message: 'm' })])
      return phase.name === 'trouble' ? phase.trouble : phase.name
    }
    assert.equal(page('FailedOperation.IdentityAuthLimitExceeded'), 'tooOften')
    assert.equal(page('Session.Expired'), 'expired')
    assert.equal(page('Session.OtherDevice'), 'otherDevice')
    assert.equal(page('Capture.ChallengeExpired'), 'interrupted')
    assert.equal(page('Capture.ChainBroken'), 'service')
  })

  it('does not wait for ever', () => {
    for (const [events, timer, expected] of [
      [toPreview.slice(0, -2), 'answer', 'network'],
      [toPreview, 'preview', 'notReady'],
      [toLight, 'life', 'interrupted'],
      [toChecking, 'giveUp', 'slow'],
    ] as const) {
      const before = play(events)
      const { phase } = play([{ type: 'timer', timer, atMs: 1e6 }], before.ceremony)
      assert.equal(phase.name === 'trouble' && phase.trouble, expected)
    }
    const long = play([...toChecking, { type: 'timer', timer: 'long', atMs: 1e5 }])
    assert.deepEqual(long.phase, { name: 'checking', isLong: true })
  })

  it('leaves with the code of the page that the person was on', () => {
    for (const trouble of Object.keys(troubles).filter(isTrouble)) {
      const { effects } = play([{ type: 'trouble', trouble }, { type: 'leave' }])
      assert.deepEqual(effects.at(-1), { type: 'settle', code: troubles[trouble].code })
    }
    assert.deepEqual(play([...toPreview, { type: 'leave' }]).effects.at(-1), {
      type: 'settle',
      code: -999,
    })
  })

  it('never throws, always ends with the camera off and settles once, whatever comes', () => {
    const event: fc.Arbitrary<CeremonyEvent> = fc.oneof(
      fc.constantFrom<CeremonyEvent>(
        ...toChecking,
        { type: 'submit' },
        { type: 'accepted' },
        { type: 'refused', message: 'm' },
        { type: 'hidden' },
        { type: 'reopen' },
        { type: 'leave' },
        { type: 'disconnected', closeCode: 1006 },
        { type: 'drained', packets: 1, lastMac: '', atMs: 1 },
        server({ type: 'checking' }),
        server({ type: 'sync', clockMs: 1, serverMs: 1 }),
        server({ type: 'verdict', verdict: retry }),
        server({ type: 'error', code: 'Session.Busy', message: 'm' }),
      ),
      fc.constantFrom(...hints).map(hint => server({ type: 'hint', hint }, 100)),
      fc
        .constantFrom('answer', 'hint', 'good', 'preview', 'life', 'long', 'giveUp')
        .map((timer): CeremonyEvent => ({ type: 'timer', timer, atMs: 5000 })),
    )
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), events => {
        let ceremony = firstCeremony
        let isOn = false
        let settled = 0
        for (const one of [...events, { type: 'leave' } as const]) {
          const turn = advanceCeremony(ceremony, one)
          ceremony = turn.ceremony
          for (const { type } of turn.effects) {
            if (type === 'openCamera') isOn = true
            if (type === 'release') isOn = false
            if (type === 'settle') settled += 1
          }
          const isShown = ['starting', 'preview', 'performing', 'checking'].includes(
            ceremony.phase.name,
          )
          assert.equal(isOn, isShown)
        }
        assert.equal(ceremony.phase.name, 'over')
        assert.equal(settled, 1)
      }),
    )
  })

  it('waits on while a recording still arrives, and only then', () => {
    const checking = play([...toChecking, { type: 'timer', timer: 'long', atMs: 12_000 }])
    assert.deepEqual(checking.phase, { name: 'checking', isLong: true })
    const arriving = play([{ type: 'progress' }], checking.ceremony)
    assert.deepEqual(arriving.phase, checking.phase)
    assert.deepEqual(
      arriving.effects.map(effect => (effect.type === 'startTimer' ? effect.timer : effect.type)),
      ['long', 'giveUp'],
    )
    assert.deepEqual(play([...toLight, { type: 'progress' }]).effects, [])
  })
})
