const headBytes = 44

/** A WAV file (RIFF, 1991) around samples of 16 bits, little-endian, mono. */
export function writeWav(pcm: Uint8Array, rateHz: number): Uint8Array {
  const wav = new Uint8Array(headBytes + pcm.length)
  const view = new DataView(wav.buffer)
  const tag = (at: number, text: string) => wav.set(new TextEncoder().encode(text), at)
  tag(0, 'RIFF')
  view.setUint32(4, wav.length - 8, true)
  tag(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, rateHz, true)
  view.setUint32(28, rateHz * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  tag(36, 'data')
  view.setUint32(40, pcm.length, true)
  wav.set(pcm, headBytes)
  return wav
}

/** Samples of −1…1 as 16 bits, little-endian; what lies beyond is clipped. */
export function toPcm16(samples: Float32Array): Uint8Array {
  const pcm = new Uint8Array(2 * samples.length)
  const view = new DataView(pcm.buffer)
  for (let at = 0; at < samples.length; at++) {
    const level = Math.round(samples[at]! * 32_768)
    view.setInt16(2 * at, Math.max(-32_768, Math.min(32_767, level)), true)
  }
  return pcm
}
