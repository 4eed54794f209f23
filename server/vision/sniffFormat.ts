/** What the first bytes say, whatever a file name or a content type claims. */
export type SniffedFormat =
  | { kind: 'jpeg' }
  | { kind: 'png'; animated: boolean }
  /** A picture, document or clip of a kind that is refused; `name` is for the message. */
  | { kind: 'other'; name: string; animated: boolean }
  | { kind: 'unknown' }

/** Signatures of refused kinds: offset, bytes (latin1), name. */
const refused: readonly (readonly [number, string, string])[] = [
  [0, 'GIF87a', 'GIF'],
  [0, 'GIF89a', 'GIF'],
  [8, 'WEBP', 'WebP'],
  [0, 'BM', 'BMP'],
  [0, 'II*\0', 'TIFF'],
  [0, 'MM\0*', 'TIFF'],
  [0, '%PDF', 'PDF'],
  [0, '\0\0\x01\0', 'ICO'],
  [0, '8BPS', 'PSD'],
  [0, '\xff\x0a', 'JPEG XL'],
  [4, 'JXL \r\n\x87\n', 'JPEG XL'],
  [4, 'jP  \r\n\x87\n', 'JPEG 2000'],
  [4, 'ftyp', 'HEIF, AVIF or video'],
]

/**
 * Tells the real format of an image from its bytes. Only JPEG (ISO/IEC 10918-1) and PNG
 * (ISO/IEC 15948) are accepted further on; the rest is told apart so that the refusal can name it.
 * An animated PNG is one with an `acTL` chunk before the first `IDAT` (PNG third edition, §11.3.2).
 */
export function sniffFormat(bytes: Uint8Array): SniffedFormat {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 4096))
  const text = head.toString('latin1')
  if (text.startsWith('\xff\xd8\xff')) return { kind: 'jpeg' }
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return { kind: 'png', animated: isAnimatedPng(bytes) }
  for (const [offset, signature, name] of refused) {
    if (!text.startsWith(signature, offset)) continue
    if (name === 'WebP' && !text.startsWith('RIFF')) continue
    return { kind: 'other', name, animated: isAnimated(name, bytes, text) }
  }
  if (/^\ufeff?\s*(<\?xml|<!--|<!doctype svg|<svg)/i.test(head.toString('utf8')))
    return { kind: 'other', name: 'SVG or XML', animated: false }
  return { kind: 'unknown' }
}

function isAnimatedPng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 8
  while (at + 8 <= view.byteLength) {
    const type = view.getUint32(at + 4)
    if (type === 0x6163544c) return true // acTL
    if (type === 0x49444154) return false // IDAT
    at += 12 + view.getUint32(at)
  }
  return false
}

function isAnimated(name: string, bytes: Uint8Array, text: string): boolean {
  // WebP: the ANIM flag of the VP8X header (RFC 9649 §2.7).
  if (name === 'WebP') return text.startsWith('VP8X', 12) && ((bytes[20] ?? 0) & 0x02) !== 0
  return name === 'GIF' && countGifFrames(bytes) > 1
}

/** Bytes of a colour table by the packed flags before it. */
function colourTable(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 << ((flags & 7) + 1)
}

/** Walks the GIF89a blocks; stops at two frames, because that is all we ask. */
function countGifFrames(bytes: Uint8Array): number {
  let at = 13 + colourTable(bytes[10] ?? 0)
  let frames = 0
  const skipSubBlocks = () => {
    while (at < bytes.length && bytes[at] !== 0) at += 1 + (bytes[at] ?? 0)
    at += 1
  }
  while (at < bytes.length && frames < 2) {
    const block = bytes[at]
    if (block === 0x21) {
      at += 2
      skipSubBlocks()
    } else if (block === 0x2c) {
      frames += 1
      at += 11 + colourTable(bytes[at + 9] ?? 0)
      skipSubBlocks()
    } else break
  }
  return frames
}
