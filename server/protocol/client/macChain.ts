import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { asciiBytes } from '../asciiBytes.ts'
import { macOffset, writePacket, type PacketKind } from '../capturePacket.ts'
import { fromBase64Url } from './fromBase64Url.ts'

/** The packets of one socket, numbered and sealed in the order in which they are handed in. */
export interface MacChain {
  /** `captureMs`: ms on the client's clock. Returns the complete binary message. */
  seal: (kind: PacketKind, captureMs: number, payload: Uint8Array) => Uint8Array
  /** What `finish` says: packets sealed so far and the last MAC, hex (MAC₋₁ when there is none). */
  summary: () => { packets: number; lastMac: string }
}

/**
 * The client's half of the chain that capturePacket.ts defines. `macKey` and `captureId` come from
 * `welcome`. @throws RangeError when the key is not 32 bytes of base64url.
 */
export function createMacChain(macKey: string, captureId: string): MacChain {
  const key = fromBase64Url(macKey)
  if (key?.length !== 32) throw new RangeError('macKey must be 32 bytes, base64url')
  let last: Uint8Array = hmac(sha256, key, asciiBytes(captureId))
  let packets = 0
  return {
    seal: (kind, captureMs, payload) => {
      const packet = writePacket({ kind, sequence: packets, captureMs }, payload)
      const input = new Uint8Array(macOffset + 64)
      input.set(packet.subarray(0, macOffset))
      input.set(sha256(payload), macOffset)
      input.set(last, macOffset + 32)
      last = hmac(sha256, key, input)
      packet.set(last, macOffset)
      packets += 1
      return packet
    },
    summary: () => ({ packets, lastMac: bytesToHex(last) }),
  }
}
