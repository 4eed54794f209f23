/**
 * A binary message of the capture socket: 48 bytes of header, then the payload.
 *
 * | offset | type | |
 * |---|---|---|
 * | 0 | u8 | version, 1 |
 * | 1 | u8 | kind: 1 frame (small JPEG), 2 still (JPEG), 3 sound (PCM s16le, 16 kHz, mono) |
 * | 2 | u16 | 0 |
 * | 4 | u32 BE | sequence number, 0, 1, 2 … over all kinds |
 * | 8 | f64 BE | capture time, ms on the client's clock; of sound: of its first sample |
 * | 16 | 32 bytes | MAC of the chain |
 *
 * Capture times rise strictly among pictures (frames and stills), and among sounds. A sound packet begins
 * where the one before it ended: its time is that of a microphone clock that runs at one rate.
 *
 * MACₙ = HMAC-SHA256(macKey, the first 16 bytes of the header ‖ SHA-256(payload) ‖ MACₙ₋₁), where MAC₋₁ is
 * HMAC-SHA256(macKey, captureId). The chain stops middlemen and splicing, not a hooked client.
 */
export const packetHeaderBytes = 48
export const macOffset = 16

export const packetKinds = { frame: 1, still: 2, sound: 3 } as const
export type PacketKind = keyof typeof packetKinds

const kinds: readonly PacketKind[] = ['frame', 'still', 'sound']

export interface PacketHeader {
  kind: PacketKind
  sequence: number
  /** ms on the client's clock. */
  captureMs: number
}

/** Header and payload as one message, the MAC still zero: `macInput` and `setMac` complete it. */
export function writePacket(header: PacketHeader, payload: Uint8Array): Uint8Array {
  const packet = new Uint8Array(packetHeaderBytes + payload.length)
  const view = new DataView(packet.buffer)
  view.setUint8(0, 1)
  view.setUint8(1, packetKinds[header.kind])
  view.setUint32(4, header.sequence)
  view.setFloat64(8, header.captureMs)
  packet.set(payload, packetHeaderBytes)
  return packet
}

/** A received message taken apart; null when it is not a packet of this version. */
export function readPacket(
  packet: Uint8Array,
): { header: PacketHeader; mac: Uint8Array; payload: Uint8Array } | null {
  if (packet.length <= packetHeaderBytes) return null
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength)
  const kind = kinds.find(name => packetKinds[name] === view.getUint8(1))
  const captureMs = view.getFloat64(8)
  if (view.getUint8(0) !== 1 || view.getUint16(2) !== 0 || !kind) return null
  if (!Number.isFinite(captureMs)) return null
  return {
    header: { kind, sequence: view.getUint32(4), captureMs },
    mac: packet.subarray(macOffset, packetHeaderBytes),
    payload: packet.subarray(packetHeaderBytes),
  }
}
