import type { ClientMessage } from '../../../../server/protocol/capture.ts'
import {
  maxBundlePackets,
  maxBundleTexts,
  writeBundle,
} from '../../../../server/protocol/packetBundle.ts'
import type { Clock } from '../platform/createClock.ts'
import type { CaptureSocket } from './openSocket.ts'

/** What goes out over a mini program's socket: few messages a second, so that packets travel in bundles. */
export interface SendQueue {
  /** Before all packets that wait, in one message with them; in the order in which they are said. */
  say: (message: ClientMessage) => void
  push: (packet: Uint8Array) => void
  /** Bytes of packets that wait. */
  waitingBytes: () => number
  /** Resolves when nothing waits any more. */
  drained: () => Promise<void>
  stop: () => void
}

/** About what the platform carries a second (wechat-platform sheet §3), and so the least gap, ms. */
const maxPerSecond = 5
const gapMs = 200

/** @param maxBytes of one bundle, unless one packet alone is larger */
export function createSendQueue(
  clock: Clock,
  maxBytes: number,
  socket: Pick<CaptureSocket, 'send' | 'sendBytes'>,
): SendQueue {
  const said: ClientMessage[] = []
  const waiting: Uint8Array[] = []
  const drainers: (() => void)[] = []
  let sentMs: number[] = []
  let timer: ReturnType<typeof setTimeout> | null = null
  let isOn = true

  function dueMs(nowMs: number): number {
    sentMs = sentMs.filter(atMs => atMs > nowMs - 1000)
    const last = sentMs[sentMs.length - 1] ?? -Infinity
    const fifth = sentMs.length >= maxPerSecond ? sentMs[sentMs.length - maxPerSecond]! : -Infinity
    return Math.max(last + gapMs, fifth + 1000)
  }

  function take(): Uint8Array[] {
    let sizeBytes = 0
    const fits = waiting.findIndex((packet, index) => {
      sizeBytes += packet.length
      return index >= maxBundlePackets || (index > 0 && sizeBytes > maxBytes)
    })
    return waiting.splice(0, fits < 0 ? waiting.length : fits)
  }

  function pump(): void {
    if (timer !== null || !isOn) return
    if (said.length === 0 && waiting.length === 0) {
      for (const done of drainers.splice(0)) done()
      return
    }
    const nowMs = clock()
    const waitMs = dueMs(nowMs) - nowMs
    if (waitMs > 0) {
      timer = setTimeout(() => {
        timer = null
        pump()
      }, waitMs)
      return
    }
    sentMs.push(nowMs)
    const packets = take()
    if (packets.length > 0) {
      const texts = said.splice(0, maxBundleTexts).map(message => JSON.stringify(message))
      socket.sendBytes(writeBundle({ texts, packets }))
    } else socket.send(said.shift()!)
    pump()
  }

  return {
    say: message => {
      said.push(message)
      pump()
    },
    push: packet => {
      waiting.push(packet)
      pump()
    },
    waitingBytes: () => waiting.reduce((sum, { length }) => sum + length, 0),
    drained: () =>
      new Promise(resolve => {
        drainers.push(resolve)
        pump()
      }),
    stop: () => {
      isOn = false
      if (timer !== null) clearTimeout(timer)
    },
  }
}
