/** Frames of one capture in one piece, so that one piece of evidence holds them. */
export interface BundledFrame {
  /** ms on the client's clock. */
  timeMs: number
  jpeg: Uint8Array
}

const magic = 0x5a_46_52_31 // ZFR1
const headerBytes = 8
const entryBytes = 12

/**
 * Layout, big-endian: `ZFR1`, u32 number of frames; per frame f64 time and u32 length; then the JPEGs
 * one after the other.
 */
export function writeFrameBundle(frames: readonly BundledFrame[]): Uint8Array {
  const indexBytes = headerBytes + frames.length * entryBytes
  const total = frames.reduce((sum, { jpeg }) => sum + jpeg.length, indexBytes)
  const bundle = new Uint8Array(total)
  const view = new DataView(bundle.buffer)
  view.setUint32(0, magic)
  view.setUint32(4, frames.length)
  let at = indexBytes
  frames.forEach(({ timeMs, jpeg }, i) => {
    view.setFloat64(headerBytes + i * entryBytes, timeMs)
    view.setUint32(headerBytes + i * entryBytes + 8, jpeg.length)
    bundle.set(jpeg, at)
    at += jpeg.length
  })
  return bundle
}

/** @throws RangeError when the bytes are no such bundle */
export function readFrameBundle(bundle: Uint8Array): BundledFrame[] {
  const view = new DataView(bundle.buffer, bundle.byteOffset, bundle.byteLength)
  if (view.getUint32(0) !== magic) throw new RangeError('not a bundle of frames')
  const count = view.getUint32(4)
  let at = headerBytes + count * entryBytes
  return Array.from({ length: count }, (_, i) => {
    const timeMs = view.getFloat64(headerBytes + i * entryBytes)
    const length = view.getUint32(headerBytes + i * entryBytes + 8)
    if (at + length > bundle.length) throw new RangeError('a bundle of frames was cut off')
    const jpeg = bundle.subarray(at, at + length)
    at += length
    return { timeMs, jpeg }
  })
}
