import { wait } from '../platform/wait.ts'
import { canIUse } from '../platform/canIUse.ts'
import type { SessionRefusal } from '../../../../server/protocol/session.ts'
import type { CaptureDriver, DriverDeps } from './captureDriver.ts'

/** Pauses before asking how it ended, and again where that is not decided yet or the network failed, ms. */
const pausesMs = [0, 1_000, 1_000, 2_000, 2_000, 3_000, 3_000, 4_000, 4_000, 5_000]
/** Not decided (nativeCapture.ts): being judged, not gone through, WeChat not to be asked. */
const undecided: ReadonlySet<string> = new Set([
  'Session.Busy',
  'Capture.Incomplete',
  'Capture.WeChatUnavailable',
])

/**
 * WeChat's own face API 2.0: its page does the whole capture, its server judges, ours asks it
 * (nativeCapture.ts). What the page reports decides nothing, so that it is asked for however it ended.
 */
export function createNativeDriver(deps: DriverDeps): CaptureDriver {
  const { wx, clock, api, credentials, dispatch, onCaptured } = deps
  let isOpen = true

  function fail(refusal: SessionRefusal | 'offline'): void {
    if (!isOpen) return
    if (refusal === 'offline') dispatch({ type: 'disconnected', closeCode: 1006 })
    else dispatch({ type: 'server', message: { type: 'error', ...refusal }, atMs: clock() })
  }

  async function verify(): Promise<void> {
    const started = await api.nativeStart(credentials())
    if (!isOpen) return
    if (!started.ok) {
      fail(started.refusal)
      return
    }
    const { captureId, verifyId } = started.value
    await new Promise<void>(resolve => {
      // No Promise form, and older clients do not have it (3.8.12).
      if (canIUse(wx, 'requestFacialVerify'))
        wx.requestFacialVerify({ verifyId, success: resolve, fail: () => resolve() })
      else resolve()
    })
    if (!isOpen) return
    onCaptured()
    let last: SessionRefusal | 'offline' = 'offline'
    for (const pauseMs of pausesMs) {
      await wait(pauseMs)
      const answer = await api.nativeFinish({ ...credentials(), captureId })
      if (!isOpen) return
      if (answer.ok) {
        dispatch({
          type: 'server',
          message: { type: 'verdict', verdict: answer.value.verdict },
          atMs: clock(),
        })
        return
      }
      last = answer.refusal
      if (last !== 'offline' && !undecided.has(last.code)) break
    }
    fail(last)
  }

  return {
    name: 'nativeV2',
    connect: () => void verify(),
    send: () => undefined,
    begin: () => undefined,
    perform: () => undefined,
    drain: () => undefined,
    close: () => {
      isOpen = false
    },
  }
}
