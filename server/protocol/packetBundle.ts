/**
 * Several packets (capturePacket.ts) in one binary message, for clients that may send only a few messages a
 * second (mini programs: about five).
 *
 * | offset | type | |
 * |---|---|---|
 * | 0 | u8 | version, 2: what tells a bundle from a packet |
 * | 1 | u8 | number of packets, 1–8 |
 * | 2 | u16 | 0 |
 * | 4 | | of each packet: u32 BE its length, then the packet |
 *
 * The packets are numbered, timed and sealed each for itself, as if they had come alone.
 */
export const bundleVersion = 2
export const maxBundlePackets = 8
/**
 * Of the whole message: a packet of the largest size beside frames, or eight of the largest frames. More
 * ends the socket (1009, RFC 6455 §7.4.1).
 */
export const maxBundleBytes = 2 * 1024 * 1024

const headerBytes = 4
const lengthBytes = 4

/** @throws RangeError for none, or more than a bundle holds. */
export function writeBundle(packets: readonly Uint8Array[]): Uint8Array {
  if (packets.length < 1 || packets.length > maxBundlePackets)
    throw new RangeError(`a bundle holds 1 to ${maxBundlePackets} packets`)
  const sizeBytes = packets.reduce((sum, { length }) => sum + lengthBytes + length, headerBytes)
  const bundle = new Uint8Array(sizeBytes)
  const view = new DataView(bundle.buffer)
  view.setUint8(0, bundleVersion)
  view.setUint8(1, packets.length)
  let offset = headerBytes
  for (const packet of packets) {
    view.setUint32(offset, packet.length)
    bundle.set(packet, offset + lengthBytes)
    offset += lengthBytes + packet.length
  }
  return bundle
}

/** The packets of one binary message, which may be a packet alone; null when it is a broken bundle. */
export function readBundle(message: Uint8Array): Uint8Array[] | null {
  if (message[0] !== bundleVersion) return [message]
  if (message.length < headerBytes) return null
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength)
  const count = view.getUint8(1)
  if (count < 1 || count > maxBundlePackets || view.getUint16(2) !== 0) return null
  const packets: Uint8Array[] = []
  let offset = headerBytes
  for (let i = 0; i < count; i += 1) {
    if (offset + lengthBytes > message.length) return null
    const end = offset + lengthBytes + view.getUint32(offset)
    if (end > message.length) return null
    packets.push(message.subarray(offset + lengthBytes, end))
    offset = end
  }
  return offset === message.length ? packets : null
}
