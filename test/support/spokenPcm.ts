import { seededRandom } from './seededRandom.ts'

const rateHz = 16_000
const wordMs = 1100

/** Buzzing words a good second apart over soft noise: s16le, 16 kHz. */
export function spokenPcm(words: number): Uint8Array {
  const random = seededRandom(7)
  const samples = Math.round((rateHz * (wordMs * words + 1500)) / 1000)
  const view = new DataView(new ArrayBuffer(2 * samples))
  for (let at = 0; at < samples; at++) {
    const timeMs = (at * 1000) / rateHz - 800
    const isWord = timeMs >= 0 && timeMs < wordMs * words && timeMs % wordMs < 350
    const buzz = [1, 2, 3, 4, 5, 6].reduce(
      (sum, overtone) => sum + Math.sin((2 * Math.PI * 150 * overtone * at) / rateHz) / overtone,
      0,
    )
    const value = (isWord ? 0.15 * buzz : 0) + 0.002 * (random() - 0.5)
    view.setInt16(2 * at, Math.round(value * 32_767), true)
  }
  return new Uint8Array(view.buffer)
}
