import { asciiBytes } from './asciiBytes.ts'

/**
 * Several packets (capturePacket.ts), and what was said before them (capture.ts), in one binary message, for
 * clients that may send only a few messages a second (mini programs: about five).
 *
 * | offset | type | |
 * |---|---|---|
 * | 0 | u8 | version, 2: what tells a bundle from a packet |
 * | 1 | u8 | number of packets, 1–3 |
 * | 2 | u16 BE | number of texts, 0–8 |
 * | 4 | | of each text: u32 BE its length, up to 1024, then the message as JSON in ASCII |
 * | | | of each packet: u32 BE its length, then the packet |
 *
 * Texts, then packets are taken one by one, as if they had come alone; packets are numbered, timed and sealed
 * each for itself.
 */
export interface Bundle {
  texts: readonly string[]
  packets: readonly Uint8Array[]
}

export const bundleVersion = 2
/** At five bundles a second 15 packets, 12 frames of them and whatever comes beside them. */
export const maxBundlePackets = 3
export const maxBundleTexts = 8
/** Of the whole message: a packet of the largest size beside frames. More ends the socket (1009, RFC 6455 §7.4.1). */
export const maxBundleBytes = 2 * 1024 * 1024

const headerBytes = 4
const lengthBytes = 4
const maxTextBytes = 1024

/** @throws RangeError for no packet, or more than a bundle holds. */
export function writeBundle({ texts, packets }: Bundle): Uint8Array {
  if (packets.length < 1 || packets.length > maxBundlePackets || texts.length > maxBundleTexts)
    throw new RangeError(
      `a bundle holds 1 to ${maxBundlePackets} packets, at most ${maxBundleTexts} texts`,
    )
  const parts = [...texts.map(asciiBytes), ...packets]
  const sizeBytes = parts.reduce((sum, { length }) => sum + lengthBytes + length, headerBytes)
  const bundle = new Uint8Array(sizeBytes)
  const view = new DataView(bundle.buffer)
  view.setUint8(0, bundleVersion)
  view.setUint8(1, packets.length)
  view.setUint16(2, texts.length)
  let offset = headerBytes
  for (const part of parts) {
    view.setUint32(offset, part.length)
    bundle.set(part, offset + lengthBytes)
    offset += lengthBytes + part.length
  }
  return bundle
}

/** What one binary message holds, which may be a packet alone; null when it is a broken bundle. */
export function readBundle(message: Uint8Array): Bundle | null {
  if (message[0] !== bundleVersion) return { texts: [], packets: [message] }
  if (message.length < headerBytes) return null
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength)
  const packetCount = view.getUint8(1)
  const textCount = view.getUint16(2)
  if (packetCount < 1 || packetCount > maxBundlePackets || textCount > maxBundleTexts) return null
  const parts: Uint8Array[] = []
  let offset = headerBytes
  for (let i = 0; i < textCount + packetCount; i += 1) {
    if (offset + lengthBytes > message.length) return null
    const end = offset + lengthBytes + view.getUint32(offset)
    if (end > message.length) return null
    parts.push(message.subarray(offset + lengthBytes, end))
    offset = end
  }
  const texts = parts.slice(0, textCount)
  if (offset !== message.length || !texts.every(isShortAscii)) return null
  return {
    texts: texts.map(text => String.fromCharCode(...text)),
    packets: parts.slice(textCount),
  }
}

function isShortAscii(text: Uint8Array): boolean {
  return text.length <= maxTextBytes && text.every(byte => byte < 128)
}
