/** Name of the demuxer that reads a container; no other is ever opened. */
export type Container = 'mov' | 'matroska' | 'avi' | 'flv' | 'mpeg'

/** Boxes that a QuickTime or mp4 file begins with. */
const movBoxes = new Set(['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'pnot'])

/**
 * Which container the bytes begin, by its signature: ISO 14496-12 (mp4, QuickTime), EBML (RFC 8794:
 * webm, mkv), RIFF AVI, FLV 10, MPEG program stream (ISO 13818-1). Null for all else: text such as
 * playlists has none of these.
 */
export function sniffContainer(bytes: Uint8Array): Container | null {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 12))
  const text = (from: number, to: number) => start.toString('latin1', from, to)
  if (start.length < 12) return null
  if (movBoxes.has(text(4, 8))) return 'mov'
  if (start.readUInt32BE(0) === 0x1a_45_df_a3) return 'matroska'
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'AVI ') return 'avi'
  if (text(0, 4) === 'FLV\x01') return 'flv'
  if (start.readUInt32BE(0) === 0x1_ba) return 'mpeg'
  return null
}
