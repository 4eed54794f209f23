import { sampleRate, type SoundTrack } from '../digit/soundTrack.ts'

const headBytes = 44

/** A track as a WAV file: 16 kHz, mono, 16 bits. */
export function writeWav({ pcm }: Pick<SoundTrack, 'pcm'>): Uint8Array {
  const wav = new Uint8Array(headBytes + 2 * pcm.length)
  const view = new DataView(wav.buffer)
  const tag = (at: number, text: string) => wav.set(new TextEncoder().encode(text), at)
  tag(0, 'RIFF')
  view.setUint32(4, wav.length - 8, true)
  tag(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, sampleRate, true)
  view.setUint32(28, 2 * sampleRate, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  tag(36, 'data')
  view.setUint32(40, 2 * pcm.length, true)
  for (let i = 0; i < pcm.length; i++) {
    view.setInt16(headBytes + 2 * i, Math.max(-32_768, Math.min(32_767, pcm[i]! * 32_768)), true)
  }
  return wav
}
