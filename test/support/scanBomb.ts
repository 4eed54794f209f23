/**
 * A valid progressive JPEG of black pixels with so many scans, each of which says that nothing changes
 * (ITU-T T.81, G.1.2): some 40 bytes, and a pass over the whole picture.
 */
export function scanBomb(sidePx: number, scans: number): Buffer {
  const bytes: number[] = [0xff, 0xd8]
  const word = (value: number) => [value >> 8, value & 0xff]
  const segment = (marker: number, body: readonly number[]) =>
    bytes.push(0xff, marker, ...word(body.length + 2), ...body)
  segment(0xdb, [0, ...Array.from({ length: 64 }, () => 16)])
  segment(0xc2, [8, ...word(sidePx), ...word(sidePx), 1, 1, 0x11, 0])
  const oneCode = (table: number, symbol: number) => [
    table,
    1,
    ...Array<number>(15).fill(0),
    symbol,
  ]
  segment(0xc4, oneCode(0x00, 0))
  segment(0xc4, oneCode(0x10, 0xe0))
  const blocks = Math.ceil(sidePx / 8) ** 2
  segment(0xda, [1, 1, 0, 0, 0, 0])
  bytes.push(...Array<number>(Math.ceil(blocks / 8)).fill(0))
  for (let scan = 1; scan < scans; scan++) {
    const [coefficient, bit] = [1 + ((scan - 1) % 63), 13 - Math.floor((scan - 1) / 63)]
    segment(0xda, [1, 1, 0, coefficient, coefficient, ((bit === 13 ? 0 : bit + 1) << 4) | bit])
    // One end-of-band run over as many blocks as there may be: code 0, then its 14 bits.
    bytes.push(...Array.from({ length: Math.ceil(blocks / 32_767) }, () => [0x7f, 0xfe]).flat())
  }
  bytes.push(0xff, 0xd9)
  return Buffer.from(bytes)
}
