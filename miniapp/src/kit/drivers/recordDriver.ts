import { captureVersion, type ServerMessage } from '../../../../server/protocol/capture.ts'
import type { Challenge } from '../../../../server/protocol/challenge.ts'
import { supports } from '../../../../server/protocol/client/readOpening.ts'
import type { Hint } from '../../../../server/protocol/hints.ts'
import type { RecordStartAnswer } from '../../../../server/protocol/recordedCapture.ts'
import type { SessionRefusal } from '../../../../server/protocol/session.ts'
import { playSteps } from '../camera/playSteps.ts'
import type { CameraContext, RecordedFile } from '../platform/platform.ts'
import { quietly } from '../platform/quietly.ts'
import { wait } from '../platform/wait.ts'
import { within } from '../platform/within.ts'
import type { CaptureDriver, DriverDeps } from './captureDriver.ts'
import { fitClip } from './fitClip.ts'
import { readClip, type Clip } from './readClip.ts'
import { uploadClip } from './uploadClip.ts'

/** No server sees a preview: the person gets a moment to find the oval, ms. */
const firstHintMs = 300
const lookMs = 1_800
/**
 * Where it is spoken as well: said a second after it is shown, it takes up to 1.7 s and its way from the server,
 * and filming begins 0.6 s after the look.
 */
const heardMs = 3_400
/** Filming goes on for so long after the last change: clip and clock may be apart by up to a second, ms. */
const tailMs = 800
/** A camera that neither starts nor stops within this is broken, ms. */
const startMs = 6_000
const stopMs = 15_000
/** Beyond the performance, s: a clip that runs into it was never stopped. */
const spareSeconds = 15
/** Longest clip that a camera takes, s. */
const maxSeconds = 300

/** What this end says as the server's: nothing is sent by packets. */
const noLimits: Extract<ServerMessage, { type: 'welcome' }>['limits'] = {
  maxPacketBytes: 0,
  maxPacketsPerSecond: 0,
  frameWidthPx: 0,
  frameHeightPx: 0,
  frameRate: 0,
  jpegQuality: 0,
  stills: 0,
  stillWidthPx: 0,
  soundMs: 0,
}

/**
 * Films the whole performance as one clip with sound and uploads it (recordedCapture.ts), behind the face
 * of a capture socket: what the ceremony asks the socket is answered here.
 */
export function createRecordDriver(deps: DriverDeps, camera: CameraContext): CaptureDriver {
  const { wx, clock, api, credentials, isVoiceOn, dispatch, show, onCaptured, onShare } = deps
  let isOpen = true
  let isAsking = false
  /** What performs, and where; for the evidence. */
  let label = ''
  let isFilming = false
  let started: RecordStartAnswer | null = null
  let startedMs = 0
  let clip: Clip | null = null
  /** Temporary files of the phone that show the person. */
  const filmed: string[] = []
  const painted: number[] = []
  let stopPlay = () => undefined as void
  const timers: ReturnType<typeof setTimeout>[] = []

  function say(message: ServerMessage): void {
    if (isOpen) dispatch({ type: 'server', message, atMs: clock() })
  }

  function hint(hint: Hint): void {
    say({ type: 'hint', hint })
  }

  function fail(refusal: SessionRefusal | 'offline'): void {
    if (!isOpen) return
    if (refusal === 'offline') dispatch({ type: 'disconnected', closeCode: 1006 })
    else say({ type: 'error', ...refusal })
  }

  function interrupt(): void {
    if (isOpen) dispatch({ type: 'trouble', trouble: 'interrupted' })
  }

  /** The challenge is made (and counted) now. */
  async function ask(): Promise<void> {
    // Asked again while the answer is under way: a sign of life is all that is wanted.
    hint('good')
    if (isAsking) return
    isAsking = true
    const answer = await api.recordStart({
      ...credentials(),
      supports,
      camera: { label, facing: 'user', widthPx: 0, heightPx: 0 },
    })
    if (!isOpen) return
    if (!answer.ok) fail(answer.refusal)
    else {
      started = answer.value
      say({ type: 'challenge', challenge: answer.value.challenge })
    }
  }

  async function film(challenge: Challenge): Promise<void> {
    if (challenge.kind === 'action' || challenge.kind === 'silent') {
      dispatch({ type: 'trouble', trouble: 'unsupported' })
      return
    }
    const { steps } = challenge
    const lastsMs = steps.reduce((sum, { durationMs }) => sum + durationMs, 0)
    const timeout = Math.min(maxSeconds, Math.ceil(lastsMs / 1000) + spareSeconds)
    const isOn = await within<true>(startMs, (success, fail) =>
      camera.startRecord({
        timeout,
        selfieMirror: false,
        timeoutCallback: interrupt,
        success: () => success(true),
        fail,
      }),
    )
    if (!isOpen) return
    if (!isOn) {
      dispatch({ type: 'trouble', trouble: 'cameraBusy' })
      return
    }
    isFilming = true
    startedMs = clock()
    stopPlay = playSteps({
      clock,
      steps,
      show: (step, done) => show(steps, step, done),
      onPainted: (step, atMs) => dispatch({ type: 'painted', step, atMs }),
    })
  }

  function keep({ tempVideoPath, tempThumbPath }: RecordedFile): void {
    filmed.push(tempVideoPath)
    if (tempThumbPath) filmed.push(tempThumbPath)
    // It came after everything was over.
    if (!isOpen) forget()
  }

  /** The phone has nothing of the person left, whether or not the server has (R43). */
  function forget(): void {
    clip = null
    for (const filePath of filmed.splice(0))
      wx.getFileSystemManager().unlink({ filePath, ...quietly })
  }

  async function takeClip(): Promise<void> {
    const file = await within<RecordedFile>(stopMs, (success, fail) =>
      camera.stopRecord({
        compressed: false,
        success: recorded => {
          keep(recorded)
          success(recorded)
        },
        fail,
      }),
    )
    isFilming = false
    if (!isOpen) return
    onCaptured()
    const path = file && (await fitClip(wx, file.tempVideoPath, maxClipBytes()))
    if (path && path !== file?.tempVideoPath) filmed.push(path)
    clip = path ? await readClip(wx, path) : null
    if (!isOpen) forget()
    else if (clip) dispatch({ type: 'drained', packets: 0, lastMac: '', atMs: clock() })
    // A phone whose clips are too large makes no smaller one the next time.
    else if (file && !path) dispatch({ type: 'trouble', trouble: 'cameraUnsupported' })
    else interrupt()
  }

  const maxClipBytes = () => started?.limits.maxClipBytes ?? 0

  async function handIn(): Promise<void> {
    if (!started || !clip) return
    const answer = await uploadClip({
      api,
      request: { ...credentials(), captureId: started.captureId },
      limits: started.limits,
      clip,
      painted: painted.map(atMs => Math.max(0, Math.round(atMs - startedMs))),
      onShare: share => {
        if (!isOpen) return
        onShare(share)
        dispatch({ type: 'progress' })
      },
      isWanted: () => isOpen,
      wait,
    })
    forget()
    if (answer.ok) say({ type: 'verdict', verdict: answer.verdict })
    else if (answer.refusal === 'unreadable') interrupt()
    else fail(answer.refusal)
  }

  return {
    name: 'record',
    connect: () => dispatch({ type: 'connected' }),
    send: message => {
      if (message.type === 'hello') {
        ;({ label } = message.camera)
        say({
          type: 'welcome',
          version: captureVersion,
          captureId: '',
          macKey: '',
          limits: noLimits,
        })
      } else if (message.type === 'ready') void ask()
      else if (message.type === 'painted') painted.push(message.clockMs)
      else if (message.type === 'finish') void handIn()
    },
    begin: () => {
      timers.push(
        setTimeout(() => hint('faceScreen'), firstHintMs),
        setTimeout(() => hint('good'), isVoiceOn() ? heardMs : lookMs),
      )
    },
    perform: challenge => void film(challenge),
    drain: () => void wait(tailMs).then(takeClip),
    close: () => {
      if (!isOpen) return
      isOpen = false
      for (const timer of timers) clearTimeout(timer)
      stopPlay()
      if (isFilming) camera.stopRecord({ success: keep, fail: () => undefined })
      forget()
    },
  }
}
