import { captureLimits, socketLimits } from '../domain/capture/captureLimits.ts'
import { isPossible, type ClientClock } from '../domain/capture/clientClock.ts'
import { jpegSize } from '../domain/capture/jpegSize.ts'
import { ApiError } from '../errors.ts'
import { packetHeaderBytes, readPacket, type PacketKind } from '../protocol/capturePacket.ts'
import type { ReceivedImage } from './captureMedia.ts'
import type { PacketChain } from './packetChain.ts'

/** What every binary message must hold, in this order. */
export interface PacketGate {
  /**
   * @param kinds that are welcome at this moment
   * @throws ApiError Capture.TooBig, BadMessage, OutOfOrder, ClockRefused, ChainBroken, NotAnImage
   */
  admit(
    packet: Uint8Array,
    arrival: { clock: ClientClock; arrivedMs: number },
    kinds: readonly PacketKind[],
  ): ReceivedImage & { kind: PacketKind }
  /** Packets admitted so far. */
  count(): number
}

/** Size, form, order, time, chain, picture: the cheap ones first. */
export function createPacketGate(chain: PacketChain): PacketGate {
  let count = 0
  let lastCaptureMs = -Infinity
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
      if (sequence !== count || captureMs <= lastCaptureMs) {
        throw new ApiError('Capture.OutOfOrder')
      }
      if (!isPossible(clock, captureMs, arrivedMs)) throw new ApiError('Capture.ClockRefused')
      const hash = chain.verify(packet, read.mac, read.payload)
      if (!hash) throw new ApiError('Capture.ChainBroken')
      const size = jpegSize(read.payload)
      const maxPx = kind === 'frame' ? socketLimits.maxFramePx : socketLimits.maxStillPx
      if (!size || Math.max(size.widthPx, size.heightPx) > maxPx) {
        throw new ApiError('Capture.NotAnImage')
      }
      count += 1
      lastCaptureMs = captureMs
      return { kind, timeMs: captureMs, jpeg: read.payload, hash: hash.toString('hex') }
    },
    count: () => count,
  }
}
