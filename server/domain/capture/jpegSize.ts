/**
 * Width and height of a JPEG from its frame header (ITU-T T.81, B.2.2), without decoding it: a small
 * file may unfold to a huge picture. Null when there is no such header in its place.
 */
export function jpegSize(bytes: Uint8Array): { widthPx: number; heightPx: number } | null {
  const at = (index: number) => bytes[index] ?? 0
  if (at(0) !== 0xff || at(1) !== 0xd8) return null
  let offset = 2
  while (offset + 9 < bytes.length) {
    if (at(offset) !== 0xff) return null
    const marker = at(offset + 1)
    if (marker === 0xff) {
      offset += 1
      continue
    }
    if (isFrameHeader(marker)) {
      const heightPx = at(offset + 5) * 256 + at(offset + 6)
      const widthPx = at(offset + 7) * 256 + at(offset + 8)
      return widthPx > 0 && heightPx > 0 ? { widthPx, heightPx } : null
    }
    // Without a length, and none of a picture's: what follows would be read otherwise by the decoder.
    if (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd8)) return null
    const length = at(offset + 2) * 256 + at(offset + 3)
    // Image data begins, or the segment cannot be: no frame header will follow.
    if (marker === 0xda || marker === 0xd9 || length < 2) return null
    offset += 2 + length
  }
  return null
}

/** SOF0–SOF15 without DHT, JPG and DAC. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}
