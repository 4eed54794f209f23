/** Frames of one capture in one piece, so that one piece of evidence holds them. */
export interface BundledFrame {
  /** ms on the client's clock. */
  timeMs: number
  jpeg: Uint8Array
}

const magic = 0x5a_46_52_31 // ZFR1

/** Bytes before the entries: magic and number of frames. */
export const bundleHeadBytes = 8
/** Bytes of one entry: time and length. */
export const bundleEntryBytes = 12

/**
 * Layout, big-endian: `ZFR1`, u32 number of frames; per frame f64 time and u32 length; then the JPEGs
 * one after the other.
 */
export function writeFrameBundle(frames: readonly BundledFrame[]): Uint8Array {
  const index = writeFrameIndex(frames)
  const total = frames.reduce((sum, { jpeg }) => sum + jpeg.length, index.length)
  const bundle = new Uint8Array(total)
  bundle.set(index)
  let at = index.length
  for (const { jpeg } of frames) {
    bundle.set(jpeg, at)
    at += jpeg.length
  }
  return bundle
}

/** All of a bundle but its JPEGs: who sends them one by one needs no copy of the whole. */
export function writeFrameIndex(frames: readonly BundledFrame[]): Uint8Array {
  const index = new Uint8Array(bundleHeadBytes + frames.length * bundleEntryBytes)
  const view = new DataView(index.buffer)
  view.setUint32(0, magic)
  view.setUint32(4, frames.length)
  frames.forEach(({ timeMs, jpeg }, i) => {
    view.setFloat64(bundleHeadBytes + i * bundleEntryBytes, timeMs)
    view.setUint32(bundleHeadBytes + i * bundleEntryBytes + 8, jpeg.length)
  })
  return index
}

/** Number of frames. @throws RangeError when the bytes do not begin a bundle */
export function readFrameCount(head: Uint8Array): number {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  if (view.getUint32(0) !== magic) throw new RangeError('not a bundle of frames')
  return view.getUint32(4)
}

/** Time (ms) and length of each frame, from what follows the head. @throws RangeError when cut off */
export function readFrameEntries(
  entries: Uint8Array,
  count: number,
): { timeMs: number; bytes: number }[] {
  const view = new DataView(entries.buffer, entries.byteOffset, entries.byteLength)
  return Array.from({ length: count }, (_, i) => ({
    timeMs: view.getFloat64(i * bundleEntryBytes),
    bytes: view.getUint32(i * bundleEntryBytes + 8),
  }))
}

/** @throws RangeError when the bytes are no such bundle */
export function readFrameBundle(bundle: Uint8Array): BundledFrame[] {
  const count = readFrameCount(bundle)
  let at = bundleHeadBytes + count * bundleEntryBytes
  return readFrameEntries(bundle.subarray(bundleHeadBytes), count).map(({ timeMs, bytes }) => {
    if (at + bytes > bundle.length) throw new RangeError('a bundle of frames was cut off')
    const jpeg = bundle.subarray(at, at + bytes)
    at += bytes
    return { timeMs, jpeg }
  })
}
