import type { CaptureLimits } from '../../../../server/protocol/capture.ts'
import { packetHeaderBytes, type PacketKind } from '../../../../server/protocol/capturePacket.ts'
import type { MacChain } from '../../../../server/protocol/client/macChain.ts'
import type { Pacing } from '../../../../server/protocol/client/pacing.ts'
import type { CameraFrame } from '../platform/platform.ts'
import type { SendQueue } from './createSendQueue.ts'
import type { Encoder } from './openEncoder.ts'

interface FrameSenderDeps {
  limits: CaptureLimits
  chain: MacChain
  pacing: Pacing
  encoder: Encoder
  queue: SendQueue
}

/** Encodes, seals and sends what the camera shows, in the order of capture. */
export interface FrameSender {
  /** A small frame, unless it is one too many. */
  frame: (frame: CameraFrame, captureMs: number) => void
  /** A large one, for the comparison. False when it cannot be taken now. */
  still: (frame: CameraFrame, captureMs: number) => boolean
  /** Resolves when everything taken so far was handed to the socket. */
  drained: () => Promise<{ packets: number; lastMac: string }>
}

/** Frames waiting for the worker; a slow phone drops frames instead of sending old ones. */
const maxWaiting = 2
/** Above this a still only costs time. */
const maxStillWidthPx = 960

export function createFrameSender(deps: FrameSenderDeps): FrameSender {
  const { limits, chain, pacing, encoder, queue } = deps
  const shape = limits.frameHeightPx / limits.frameWidthPx
  let encoding: Promise<void> = Promise.resolve()
  let lastMs = -Infinity

  /** The server takes strictly rising times only. */
  function isLater(captureMs: number): boolean {
    if (captureMs <= lastMs) return false
    lastMs = captureMs
    return true
  }

  function take(kind: PacketKind, frame: CameraFrame, captureMs: number, widthPx: number): void {
    const heightPx = Math.round(widthPx * shape)
    const encoded = encoder.encode({ frame, widthPx, heightPx, quality: limits.jpegQuality })
    encoding = encoding.then(async () => {
      const payload = await encoded
      if (payload && payload.length <= limits.maxPacketBytes - packetHeaderBytes)
        queue.push(chain.seal(kind, captureMs, payload))
    })
  }

  return {
    frame: (frame, captureMs) => {
      if (encoder.waiting() >= maxWaiting) return
      if (!pacing.admitFrame(captureMs, queue.waitingBytes())) return
      if (isLater(captureMs)) take('frame', frame, captureMs, limits.frameWidthPx)
    },
    still: (frame, captureMs) => {
      if (!isLater(captureMs)) return false
      pacing.admitOther(captureMs)
      take('still', frame, captureMs, Math.max(limits.stillWidthPx, maxStillWidthPx))
      return true
    },
    drained: async () => {
      await encoding
      await queue.drained()
      return chain.summary()
    },
  }
}
