import type { CaptureLimits } from '../../server/protocol/capture.ts'
import { packetHeaderBytes, type PacketKind } from '../../server/protocol/capturePacket.ts'
import type { MacChain } from '../../server/protocol/client/macChain.ts'
import type { Pacing } from '../../server/protocol/client/pacing.ts'

interface FrameSenderDeps {
  video: HTMLVideoElement
  limits: CaptureLimits
  chain: MacChain
  pacing: Pacing
  send: (packet: Uint8Array) => void
  /** Bytes that the socket still holds. */
  buffered: () => number
}

/** Encodes, seals and sends what the camera shows, in the order of capture. */
export interface FrameSender {
  /** A small frame of what the video shows now, unless it is one too many. */
  frame: (captureMs: number) => void
  /** A large one, for the comparison. False when there is no new picture. */
  still: (captureMs: number) => boolean
  /** Resolves when everything taken so far was handed to the socket. */
  drained: () => Promise<{ packets: number; lastMac: string }>
}

/** Frames waiting for the encoder; a slow phone drops frames instead of sending old ones. */
const maxWaiting = 2
/** A still is never scaled up, and above this width it only costs time. */
const maxStillWidthPx = 960
/** Each further try at a still that is too big for a packet. */
const softer = 0.7

export function createFrameSender(deps: FrameSenderDeps): FrameSender {
  const { video, limits, chain, pacing, send, buffered } = deps
  const small = createShot(video, limits.frameWidthPx, limits.frameHeightPx)
  let queue: Promise<void> = Promise.resolve()
  let waiting = 0
  let lastMs = -Infinity

  /** The server takes strictly rising times only. */
  function isLater(captureMs: number): boolean {
    if (captureMs <= lastMs) return false
    lastMs = captureMs
    return true
  }

  function take(kind: PacketKind, captureMs: number, canvas: HTMLCanvasElement): void {
    waiting += 1
    const maxBytes = limits.maxPacketBytes - packetHeaderBytes
    const encoded = encode(canvas, limits.jpegQuality, maxBytes, kind === 'still')
    queue = queue.then(async () => {
      const payload = await encoded
      waiting -= 1
      if (payload) send(chain.seal(kind, captureMs, payload))
    })
  }

  return {
    frame: captureMs => {
      if (waiting >= maxWaiting || !pacing.admitFrame(captureMs, buffered())) return
      if (isLater(captureMs)) take('frame', captureMs, small())
    },
    still: captureMs => {
      if (!isLater(captureMs)) return false
      pacing.admitOther(captureMs)
      const { widthPx, heightPx } = stillSize(video, limits)
      take('still', captureMs, createShot(video, widthPx, heightPx)())
      return true
    },
    drained: async () => {
      await queue
      return chain.summary()
    },
  }
}

/** As large as the camera's own pixels allow in the shape of the frames. */
function stillSize(
  video: HTMLVideoElement,
  { frameWidthPx, frameHeightPx, stillWidthPx }: CaptureLimits,
): { widthPx: number; heightPx: number } {
  const shape = frameHeightPx / frameWidthPx
  const own = Math.min(video.videoWidth, Math.floor(video.videoHeight / shape))
  const widthPx = Math.min(own, Math.max(stillWidthPx, maxStillWidthPx))
  return { widthPx, heightPx: Math.round(widthPx * shape) }
}

/** Draws the middle of the video, in the wanted shape, not mirrored: the server sees the real face. */
function createShot(
  video: HTMLVideoElement,
  widthPx: number,
  heightPx: number,
): () => HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = widthPx
  canvas.height = heightPx
  const context = canvas.getContext('2d', { alpha: false })
  return () => {
    const { videoWidth, videoHeight } = video
    const scale = Math.min(videoWidth / widthPx, videoHeight / heightPx)
    const [width, height] = [widthPx * scale, heightPx * scale]
    context?.drawImage(
      video,
      (videoWidth - width) / 2,
      (videoHeight - height) / 2,
      width,
      height,
      0,
      0,
      widthPx,
      heightPx,
    )
    return canvas
  }
}

/** `isOwn`: nobody draws over the canvas meanwhile, so that it can be encoded again, softer. */
async function encode(
  canvas: HTMLCanvasElement,
  quality: number,
  maxBytes: number,
  isOwn: boolean,
): Promise<Uint8Array | null> {
  const blob = await new Promise<Blob | null>(resolve =>
    canvas.toBlob(resolve, 'image/jpeg', quality),
  )
  if (!blob) return null
  if (blob.size > maxBytes)
    return isOwn && quality > 0.2 ? encode(canvas, quality * softer, maxBytes, isOwn) : null
  // Blob.arrayBuffer() is missing in web views of 2019; Response is not.
  return new Uint8Array(await new Response(blob).arrayBuffer())
}
