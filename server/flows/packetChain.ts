import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { macOffset } from '../protocol/capturePacket.ts'

/** The server's half of the packets' HMAC chain (protocol/capturePacket.ts). */
export interface PacketChain {
  /** Checks the next packet's MAC and goes on; SHA-256 of the payload, or null when it is wrong. */
  verify(packet: Uint8Array, mac: Uint8Array, payload: Uint8Array): Buffer | null
  /** The last MAC, hex. */
  last(): string
}

export function createPacketChain(macKey: Buffer, captureId: string): PacketChain {
  let last = createHmac('sha256', macKey).update(captureId).digest()
  return {
    verify(packet, mac, payload) {
      const hash = createHash('sha256').update(payload).digest()
      const expected = createHmac('sha256', macKey)
        .update(packet.subarray(0, macOffset))
        .update(hash)
        .update(last)
        .digest()
      if (!timingSafeEqual(expected, mac)) return null
      last = expected
      return hash
    },
    last: () => last.toString('hex'),
  }
}
