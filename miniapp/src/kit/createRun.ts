import { captureVersion } from '../../../server/protocol/capture.ts'
import { needsSound } from '../../../server/protocol/challenge.ts'
import { advanceCeremony } from '../../../server/protocol/client/ceremony.ts'
import type {
  CeremonyEffect,
  CeremonyEvent,
  CeremonyTimer,
} from '../../../server/protocol/client/ceremonyEvents.ts'
import { firstCeremony, type Ceremony } from '../../../server/protocol/client/ceremonyState.ts'
import type { OutcomeCode } from '../../../server/protocol/client/outcomeCodes.ts'
import { supports } from '../../../server/protocol/client/readOpening.ts'
import type { OpenAnswer } from '../../../server/protocol/session.ts'
import type { CaptureDriver } from './drivers/captureDriver.ts'
import type { CaptureDevices } from './createDevices.ts'
import type { Clock } from './platform/createClock.ts'
import type { SessionClient } from './session/createSessionClient.ts'

interface RunDeps {
  clock: Clock
  client: SessionClient
  devices: CaptureDevices
  session: () => OpenAnswer | null
  fields: () => { name: string; idCard: string }
  /** For the evidence: what performed, and where. */
  label: (driver: CaptureDriver) => string
  /** Before an effect is performed. */
  onEffect: (effect: CeremonyEffect) => void
  onChange: (ceremony: Ceremony) => void
  onOver: (code: OutcomeCode) => void
}

/** Turns the core's effects into camera, driver, requests and pages. */
export interface Run {
  dispatch: (event: CeremonyEvent) => void
  start: () => void
  /** Of the attempt under way. */
  driver: () => CaptureDriver | null
}

export function createRun(deps: RunDeps): Run {
  const { clock, client, devices, session, fields, label, onEffect, onChange, onOver } = deps
  let ceremony = firstCeremony
  let driver: CaptureDriver | null = null
  const timers = new Map<CeremonyTimer, ReturnType<typeof setTimeout>>()
  const events: CeremonyEvent[] = []
  let isRunning = false

  /** Events that come while effects run wait their turn. */
  function dispatch(event: CeremonyEvent): void {
    events.push(event)
    if (isRunning) return
    isRunning = true
    for (let next = events.shift(); next; next = events.shift()) {
      const before = ceremony
      const turn = advanceCeremony(ceremony, next)
      ceremony = turn.ceremony
      for (const effect of turn.effects) perform(effect)
      if (ceremony !== before && ceremony.phase.name !== 'over') onChange(ceremony)
    }
    isRunning = false
  }

  function stopTimers(): void {
    for (const id of timers.values()) clearTimeout(id)
    timers.clear()
  }

  function release(): void {
    driver?.close()
    driver = null
    devices.close()
  }

  async function open(): Promise<void> {
    const asked = session()
    const opened = await devices
      .open({
        mode: asked?.mode ?? '',
        engine: asked?.engine ?? 'own',
        withSound: needsSound({ kind: asked?.mode ?? '' }),
        isWanted: () => ceremony.phase.name === 'starting',
        dispatch,
      })
      // A container may lack what every WeChat has.
      .catch(() => 'cameraUnsupported' as const)
    if (opened === null) return
    if (typeof opened === 'string') {
      dispatch({ type: 'trouble', trouble: opened })
      return
    }
    driver = opened
    dispatch({ type: 'cameraReady' })
  }

  function tell(asking: Promise<CeremonyEvent>): void {
    void asking.then(dispatch)
  }

  function perform(effect: CeremonyEffect): void {
    const asked = session()
    onEffect(effect)
    switch (effect.type) {
      case 'openSession':
        tell(client.open())
        break
      case 'postConsent':
        if (asked) tell(client.consent(asked))
        break
      case 'proveOpenid':
        if (asked) tell(client.proveOpenid(asked))
        break
      case 'postIdentity':
        tell(client.identity(fields()))
        break
      case 'openCamera':
        void open()
        break
      case 'connect':
        driver?.connect()
        break
      case 'sayHello':
        driver?.send({
          type: 'hello',
          version: captureVersion,
          ...client.credentials(),
          supports,
          camera: {
            label: label(driver),
            facing: 'user',
            widthPx: 0,
            heightPx: 0,
            frameRate: 0,
          },
          clockMs: clock(),
        })
        break
      case 'syncClock':
        // The one driver that has a clock to compare asks for it itself.
        break
      case 'startFrames':
        driver?.begin(effect.welcome)
        break
      case 'perform':
        driver?.perform(effect.challenge)
        break
      case 'drain':
        driver?.drain()
        break
      case 'send':
        driver?.send(effect.message)
        break
      case 'release':
        release()
        break
      case 'startTimer': {
        const { timer, afterMs } = effect
        // WeChat's own page takes the person's time; each request has its own limit.
        if (driver?.name === 'nativeV2' && timer === 'answer') break
        clearTimeout(timers.get(timer))
        timers.set(
          timer,
          setTimeout(() => dispatch({ type: 'timer', timer, atMs: clock() }), afterMs),
        )
        break
      }
      case 'stopTimers':
        stopTimers()
        break
      case 'settle':
      default:
        onOver(effect.code)
    }
  }

  return {
    dispatch,
    start: () => {
      onChange(ceremony)
      perform({ type: 'openSession' })
    },
    driver: () => driver,
  }
}
