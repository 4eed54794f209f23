/** Entries of `toneTable` less one: the index of full scale. */
export const toneSteps = 4096

/** sRGB curve (IEC 61966-2-1) from linear 0 … 1 to 0 … 255. */
export const toneTable = Uint8Array.from({ length: toneSteps + 1 }, (_, step) => {
  const value = step / toneSteps
  const coded = value <= 0.0031308 ? value * 12.92 : 1.055 * Math.pow(value, 1 / 2.4) - 0.055
  return Math.round(coded * 255)
})
