/** A decoded sound file. */
export interface Sound {
  /** −1…1; several channels are mixed to one. */
  samples: Float32Array
  rateHz: number
}

const pcmFormat = 1
const floatFormat = 3
const extensibleFormat = 0xfffe

/**
 * Reads a WAV file: whole numbers of 8, 16, 24 or 32 bits, or float32. Returns null for anything
 * else, a broken file included. (FFmpeg reads more, but stays in child processes of its own.)
 */
export function readWav(bytes: Uint8Array): Sound | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tagAt = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))
  if (bytes.length < 12 || tagAt(0) !== 'RIFF' || tagAt(8) !== 'WAVE') return null
  let format: { kind: number; channels: number; rateHz: number; bits: number } | null = null
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = view.getUint32(at + 4, true)
    const body = at + 8
    if (tagAt(at) === 'fmt ' && size >= 16 && body + size <= bytes.length) {
      const tag = view.getUint16(body, true)
      format = {
        // The extensible format names the real one at the start of its GUID.
        kind: tag === extensibleFormat && size >= 26 ? view.getUint16(body + 24, true) : tag,
        channels: view.getUint16(body + 2, true),
        rateHz: view.getUint32(body + 4, true),
        bits: view.getUint16(body + 14, true),
      }
    }
    if (tagAt(at) === 'data' && format) {
      // Programs that write to a pipe leave the size at its maximum.
      const end = Math.min(body + size, bytes.length)
      const { kind, bits, channels, rateHz } = format
      const sampleAt = sampleReader(kind, bits)
      if (!sampleAt || channels === 0 || rateHz === 0) return null
      const frames = Math.floor(((end - body) * 8) / bits / channels)
      const samples = new Float32Array(frames)
      for (let i = 0; i < frames; i++) {
        let sum = 0
        for (let channel = 0; channel < channels; channel++) {
          sum += sampleAt(view, body + ((i * channels + channel) * bits) / 8)
        }
        samples[i] = sum / channels
      }
      return { samples, rateHz }
    }
    at = body + size + (size % 2)
  }
  return null
}

function sampleReader(kind: number, bits: number) {
  const readers: Record<string, (view: DataView, at: number) => number> = {
    [`${pcmFormat}/8`]: (view, at) => (view.getUint8(at) - 128) / 128,
    [`${pcmFormat}/16`]: (view, at) => view.getInt16(at, true) / 32_768,
    [`${pcmFormat}/24`]: (view, at) =>
      (view.getInt8(at + 2) * 65_536 + view.getUint16(at, true)) / 8_388_608,
    [`${pcmFormat}/32`]: (view, at) => view.getInt32(at, true) / 2_147_483_648,
    [`${floatFormat}/32`]: (view, at) => view.getFloat32(at, true),
  }
  return readers[`${kind}/${bits}`]
}
