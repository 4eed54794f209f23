/**
 * Scans of a JPEG (ITU-T T.81, B.1.1.2 and B.2.3), counted without decoding it: each is a pass over all of the
 * picture, and takes a few bytes where it changes nothing, so that 400 KB can be decoded for 40 s.
 *
 * @returns at most `most` + 1; 0 for what is no JPEG
 */
export function countScans(bytes: Uint8Array, most: number): number {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (data[0] !== 0xff || data[1] !== 0xd8) return 0
  let scans = 0
  // Like libjpeg: what is not a marker where one should be is passed over.
  for (let at = data.indexOf(0xff); at !== -1; at = data.indexOf(0xff, at)) {
    const marker = data[at + 1]
    if (marker === undefined || marker === endOfImage) break
    if (marker === 0xff) at += 1
    else if (isBare(marker)) at += 2
    else {
      if (marker === startOfScan && ++scans > most) break
      if (at + 4 > data.length) break
      at += 2 + Math.max(2, data.readUInt16BE(at + 2))
    }
  }
  return scans
}

const startOfScan = 0xda
const endOfImage = 0xd9

/** Without a length: stuffed bytes of a scan, TEM, RST0–RST7, SOI. */
function isBare(marker: number): boolean {
  return marker === 0 || marker === 1 || (marker >= 0xd0 && marker <= 0xd8)
}
