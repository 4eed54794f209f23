import { captureLimits, socketLimits } from '../domain/capture/captureLimits.ts'
import { isPossible, type ClientClock } from '../domain/capture/clientClock.ts'
import { jpegSize } from '../domain/capture/jpegSize.ts'
import { ApiError } from '../errors.ts'
import { packetHeaderBytes, readPacket, type PacketKind } from '../protocol/capturePacket.ts'
import type { SoundPacket } from '../domain/capture/capturedSound.ts'
import { sampleRate } from '../domain/digit/soundTrack.ts'
import type { ReceivedImage } from './captureMedia.ts'
import type { PacketChain } from './packetChain.ts'

/** A packet that was let through. */
export type AdmittedPacket =
  (ReceivedImage & { kind: 'frame' | 'still' }) | (SoundPacket & { kind: 'sound' })

/** What every binary message must hold, in this order. */
export interface PacketGate {
  /**
   * @param kinds that are welcome at this moment
   * @throws ApiError Capture.TooBig, BadMessage, OutOfOrder, ClockRefused, ChainBroken,
   * NotAnImage, NotSound
   */
  admit(
    packet: Uint8Array,
    arrival: { clock: ClientClock; arrivedMs: number },
    kinds: readonly PacketKind[],
  ): AdmittedPacket
  /** Packets admitted so far. */
  count(): number
}

/** Bytes of one ms of sound: s16le. */
const bytesPerMs = (2 * sampleRate) / 1000

/** Size, form, order, time, chain, content: the cheap ones first. */
export function createPacketGate(chain: PacketChain): PacketGate {
  let count = 0
  const lastCaptureMs = { picture: -Infinity, sound: -Infinity }
  return {
    admit(packet, { clock, arrivedMs }, kinds) {
      if (packet.length > captureLimits.maxPacketBytes + packetHeaderBytes) {
        throw new ApiError('Capture.TooBig')
      }
      const read = readPacket(packet)
      if (!read || !kinds.includes(read.header.kind)) throw new ApiError('Capture.BadMessage')
      const { kind, sequence, captureMs } = read.header
      if (kind === 'frame' && read.payload.length > socketLimits.maxFrameBytes) {
        throw new ApiError('Capture.TooBig')
      }
      const order = kind === 'sound' ? 'sound' : 'picture'
      if (sequence !== count || captureMs <= lastCaptureMs[order]) {
        throw new ApiError('Capture.OutOfOrder')
      }
      const lengthMs = kind === 'sound' ? read.payload.length / bytesPerMs : 0
      if (lengthMs > socketLimits.maxSoundPacketMs) throw new ApiError('Capture.TooBig')
      if (!isPossible(clock, captureMs + lengthMs, arrivedMs)) {
        throw new ApiError('Capture.ClockRefused')
      }
      const hash = chain.verify(packet, read.mac, read.payload)
      if (!hash) throw new ApiError('Capture.ChainBroken')
      requireContent(kind, read.payload)
      count += 1
      lastCaptureMs[order] = captureMs
      if (kind === 'sound') return { kind, timeMs: captureMs, pcm: read.payload }
      return { kind, timeMs: captureMs, jpeg: read.payload, hash: hash.toString('hex') }
    },
    count: () => count,
  }
}

function requireContent(kind: PacketKind, payload: Uint8Array): void {
  if (kind === 'sound') {
    if (payload.length % 2 !== 0) throw new ApiError('Capture.NotSound')
    return
  }
  const size = jpegSize(payload)
  const maxPx = kind === 'frame' ? socketLimits.maxFramePx : socketLimits.maxStillPx
  if (!size || Math.max(size.widthPx, size.heightPx) > maxPx) {
    throw new ApiError('Capture.NotAnImage')
  }
}
