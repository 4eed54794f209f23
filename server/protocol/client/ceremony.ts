import type { ServerMessage } from '../capture.ts'
import type { CeremonyEffect, CeremonyEvent, CeremonyTimer } from './ceremonyEvents.ts'
import { ceremonyTimes, type Ceremony, type Phase, type SessionNeeds } from './ceremonyState.ts'
import { outcomeCodes, type OutcomeCode } from './outcomeCodes.ts'
import { firstPreview, passHint, passHintTimer } from './preview.ts'
import { troubleOfCloseCode, troubleOfErrorCode, troubles, type Trouble } from './troubles.ts'

/** A ceremony after one event, and what the platform has to do now. */
export interface CeremonyTurn {
  ceremony: Ceremony
  effects: readonly CeremonyEffect[]
}

/**
 * The whole client as a function: what is on screen × what happened → what is on screen next and
 * what to do. It performs what the server asks and decides nothing about the face. Events that do
 * not belong to the phase (a late frame, a socket that closes after the verdict) change nothing.
 */
export function advanceCeremony(ceremony: Ceremony, event: CeremonyEvent): CeremonyTurn {
  const { needs, phase } = ceremony
  if (phase.name === 'over') return stay(ceremony)
  switch (event.type) {
    case 'opened':
      return phase.name === 'opening' ? askNext(event.needs) : stay(ceremony)
    case 'alreadyJudged':
      return enter(needs, { name: 'result', verdict: event.verdict }, [{ type: 'release' }])
    case 'submit':
      return submit(ceremony)
    case 'accepted':
      return accept(ceremony)
    case 'refused':
      return phase.name === 'consent' || phase.name === 'identity'
        ? enter(needs, { ...phase, busy: false, fault: event.message })
        : stay(ceremony)
    case 'start':
      return start(ceremony)
    case 'cameraReady':
      return phase.name === 'starting' && phase.waitsFor === 'camera'
        ? enter(needs, { name: 'starting', waitsFor: 'server' }, [
            timer('answer', ceremonyTimes.answerMs),
            { type: 'connect' },
          ])
        : stay(ceremony)
    case 'trouble':
      return meet(needs, event.trouble, event.message)
    case 'connected':
      return phase.name === 'starting' ? stay(ceremony, [{ type: 'sayHello' }]) : stay(ceremony)
    case 'server':
      return hear(ceremony, event.message, event.atMs)
    case 'disconnected':
      return disconnect(ceremony, event.closeCode)
    case 'painted':
      return paint(ceremony, event.step, event.atMs)
    case 'drained':
      return phase.name === 'checking'
        ? stay(ceremony, [
            {
              type: 'send',
              message: {
                type: 'finish',
                packets: event.packets,
                lastMac: event.lastMac,
                clockMs: event.atMs,
              },
            },
          ])
        : stay(ceremony)
    case 'progress':
      return phase.name === 'checking' ? stay(ceremony, patience) : stay(ceremony)
    case 'timer':
      return ring(ceremony, event.timer, event.atMs)
    case 'hidden':
      return hide(ceremony)
    case 'reopen':
      return enter(needs, { name: 'opening' }, [{ type: 'release' }, { type: 'openSession' }])
    case 'leave':
    default:
      return leave(ceremony)
  }
}

function stay(ceremony: Ceremony, effects: readonly CeremonyEffect[] = []): CeremonyTurn {
  return { ceremony, effects }
}

/** A new screen; timers belong to a screen. */
function enter(
  needs: SessionNeeds,
  phase: Phase,
  effects: readonly CeremonyEffect[] = [],
): CeremonyTurn {
  return { ceremony: { needs, phase }, effects: [{ type: 'stopTimers' }, ...effects] }
}

function meet(needs: SessionNeeds, trouble: Trouble, message?: string): CeremonyTurn {
  return enter(needs, { name: 'trouble', trouble, message: message ?? null }, [{ type: 'release' }])
}

function timer(name: CeremonyTimer, afterMs: number): CeremonyEffect {
  return { type: 'startTimer', timer: name, afterMs }
}

/** How long "checking" may take, from now on. */
const patience: readonly CeremonyEffect[] = [
  timer('long', ceremonyTimes.checkingMs),
  timer('giveUp', ceremonyTimes.giveUpMs),
]

/** The first thing still missing. The account is asked for after the consent that names it. */
function askNext(needs: SessionNeeds): CeremonyTurn {
  if (needs.consent) return enter(needs, { name: 'consent', busy: false, fault: null })
  if (needs.openid) return enter(needs, { name: 'linking' }, [{ type: 'proveOpenid' }])
  if (needs.identity) return enter(needs, { name: 'identity', busy: false, fault: null })
  return enter(needs, { name: 'tips' })
}

function submit({ needs, phase }: Ceremony): CeremonyTurn {
  if ((phase.name !== 'consent' && phase.name !== 'identity') || phase.busy)
    return stay({ needs, phase })
  const effect = phase.name === 'consent' ? 'postConsent' : 'postIdentity'
  return enter(needs, { ...phase, busy: true, fault: null }, [{ type: effect }])
}

function accept(ceremony: Ceremony): CeremonyTurn {
  const { needs, phase } = ceremony
  if (phase.name === 'consent') return askNext({ ...needs, consent: false })
  if (phase.name === 'linking') return askNext({ ...needs, openid: false })
  // Who it is may change what has to be agreed to (a child's guardian): the server is asked again.
  return phase.name === 'identity'
    ? enter(needs, { name: 'opening' }, [{ type: 'openSession' }])
    : stay(ceremony)
}

/** Only from a page that waits for the person: browsers open a camera after a gesture only. */
function start(ceremony: Ceremony): CeremonyTurn {
  const { needs, phase } = ceremony
  const mayStart =
    phase.name === 'tips' ||
    (phase.name === 'result' && phase.verdict.outcome === 'retry') ||
    (phase.name === 'trouble' && troubles[phase.trouble].resume === 'capture')
  return mayStart
    ? enter(needs, { name: 'starting', waitsFor: 'camera' }, [{ type: 'openCamera' }])
    : stay(ceremony)
}

function hear(ceremony: Ceremony, message: ServerMessage, atMs: number): CeremonyTurn {
  const { needs, phase } = ceremony
  switch (message.type) {
    case 'sync':
      return stay(ceremony)
    case 'welcome':
      return phase.name === 'starting'
        ? enter(needs, firstPreview, [
            timer('preview', ceremonyTimes.previewMs),
            { type: 'syncClock' },
            { type: 'startFrames', welcome: message },
          ])
        : stay(ceremony)
    case 'hint': {
      if (phase.name !== 'preview') return stay(ceremony)
      const turn = passHint(phase, message.hint, atMs)
      return stay({ needs, phase: turn.phase }, turn.effects)
    }
    case 'challenge':
      return phase.name === 'preview'
        ? enter(needs, { name: 'performing', challenge: message.challenge, step: -1 }, [
            timer('life', message.challenge.lifetimeMs),
            { type: 'perform', challenge: message.challenge },
          ])
        : stay(ceremony)
    case 'checking':
      return stay(ceremony)
    case 'verdict':
      return enter(needs, { name: 'result', verdict: message.verdict }, [{ type: 'release' }])
    case 'error':
    default:
      return meet(needs, troubleOfErrorCode(message.code), message.message)
  }
}

function paint({ needs, phase }: Ceremony, step: number, atMs: number): CeremonyTurn {
  if (phase.name !== 'performing') return stay({ needs, phase })
  const report: CeremonyEffect = { type: 'send', message: { type: 'painted', step, clockMs: atMs } }
  if (step < phase.challenge.steps.length)
    return stay({ needs, phase: { ...phase, step } }, [report])
  return enter(needs, { name: 'checking', isLong: false }, [...patience, report, { type: 'drain' }])
}

function ring(ceremony: Ceremony, name: CeremonyTimer, atMs: number): CeremonyTurn {
  const { needs, phase } = ceremony
  switch (name) {
    case 'hint':
    case 'good': {
      if (phase.name !== 'preview') return stay(ceremony)
      const turn = passHintTimer(phase, name, atMs)
      return stay({ needs, phase: turn.phase }, turn.effects)
    }
    case 'answer':
      return meet(needs, 'network')
    case 'preview':
      return meet(needs, 'notReady')
    case 'life':
      return meet(needs, 'interrupted')
    case 'long':
      return phase.name === 'checking'
        ? stay({ needs, phase: { name: 'checking', isLong: true } })
        : stay(ceremony)
    case 'giveUp':
    default:
      return meet(needs, 'slow')
  }
}

function disconnect(ceremony: Ceremony, closeCode: number): CeremonyTurn {
  const { needs, phase } = ceremony
  if (phase.name === 'checking') {
    // The verdict may exist: the server is asked before the person is asked to do it all again.
    const trouble = troubleOfCloseCode(closeCode)
    return meet(needs, trouble === 'network' ? 'offline' : trouble)
  }
  return phase.name === 'starting' || phase.name === 'preview' || phase.name === 'performing'
    ? meet(needs, troubleOfCloseCode(closeCode))
    : stay(ceremony)
}

/** A page out of sight shows no colours: the challenge is void, the session is not. */
function hide(ceremony: Ceremony): CeremonyTurn {
  const { needs, phase } = ceremony
  const isLive =
    phase.name === 'preview' ||
    phase.name === 'performing' ||
    (phase.name === 'starting' && phase.waitsFor === 'server')
  if (!isLive) return stay(ceremony)
  const turn = meet(needs, 'interrupted')
  return {
    ...turn,
    effects: [{ type: 'send', message: { type: 'leave', reason: 'hidden' } }, ...turn.effects],
  }
}

function leave({ needs, phase }: Ceremony): CeremonyTurn {
  const code = codeOfLeaving(phase)
  return enter(needs, { name: 'over', code }, [
    { type: 'send', message: { type: 'leave', reason: 'cancelled' } },
    { type: 'release' },
    { type: 'settle', code },
  ])
}

function codeOfLeaving(phase: Phase): OutcomeCode {
  if (phase.name === 'trouble') return troubles[phase.trouble].code
  if (phase.name !== 'result') return outcomeCodes.left
  if (phase.verdict.outcome === 'passed') return outcomeCodes.passed
  return phase.verdict.outcome === 'failed' ? outcomeCodes.failed : outcomeCodes.left
}
