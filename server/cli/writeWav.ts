const headerBytes = 44

/**
 * A WAV file of 16 bits, mono.
 *
 * @param samples −1…1; what lies beyond is clipped
 */
export function writeWav(samples: Float32Array, rateHz: number): Uint8Array {
  const bytes = new Uint8Array(headerBytes + samples.length * 2)
  const view = new DataView(bytes.buffer)
  const tag = (at: number, text: string): void => bytes.set(new TextEncoder().encode(text), at)
  tag(0, 'RIFF')
  view.setUint32(4, bytes.length - 8, true)
  tag(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, rateHz, true)
  view.setUint32(28, rateHz * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  tag(36, 'data')
  view.setUint32(40, samples.length * 2, true)
  samples.forEach((value, at) => {
    const level = Math.max(-1, Math.min(1, value)) * 32_767
    view.setInt16(headerBytes + at * 2, Math.round(level), true)
  })
  return bytes
}
