/**
 * Why a JPEG of a few KB would keep a decoder busy for seconds, told from its markers alone (ITU-T T.81, B.1.1.2 and
 * B.2): each scan is a pass over all of the picture and needs hardly a byte where it changes nothing; arithmetic
 * coding needs none at all, and no camera, browser or phone writes it.
 *
 * @param maxScans passes that are still paid for
 * @returns words for the operator; null where the cost is a picture's, and for what is no JPEG
 */
export function whyCostly(bytes: Uint8Array, maxScans: number): string | null {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (data[0] !== 0xff || data[1] !== 0xd8) return null
  let scans = 0
  // Like libjpeg: what is not a marker where one should be is passed over.
  for (let at = data.indexOf(0xff); at !== -1; at = data.indexOf(0xff, at)) {
    const marker = data[at + 1]
    if (marker === undefined || marker === endOfImage) break
    if (marker === 0xff) at += 1
    else if (isBare(marker)) at += 2
    else {
      if (isArithmetic(marker)) return 'arithmetic coding'
      if (marker === startOfScan && ++scans > maxScans) return `more than ${maxScans} scans`
      if (at + 4 > data.length) break
      at += 2 + Math.max(2, data.readUInt16BE(at + 2))
    }
  }
  return null
}

const startOfScan = 0xda
const endOfImage = 0xd9

/**
 * Without a length: stuffed bytes of a scan, TEM, RST0–RST7, SOI; and what is no marker at all, behind which libjpeg
 * looks for the next one where a restart is due.
 */
function isBare(marker: number): boolean {
  return marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd8)
}

/** SOF9–SOF15 and DAC. */
function isArithmetic(marker: number): boolean {
  return marker >= 0xc9 && marker <= 0xcf
}
