import { sampleRate } from '../digit/soundTrack.ts'

const headBytes = 44

/** A WAV file of 16 kHz mono around samples of 16 bits, little-endian (RIFF, 1991). */
export function wavOfPcm(pcm: Uint8Array): Uint8Array {
  const wav = new Uint8Array(headBytes + pcm.length)
  const view = new DataView(wav.buffer)
  const tag = (at: number, text: string) => wav.set(new TextEncoder().encode(text), at)
  tag(0, 'RIFF')
  view.setUint32(4, wav.length - 8, true)
  tag(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, sampleRate, true)
  view.setUint32(28, sampleRate * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  tag(36, 'data')
  view.setUint32(40, pcm.length, true)
  wav.set(pcm, headBytes)
  return wav
}
