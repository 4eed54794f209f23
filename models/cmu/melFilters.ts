const toMel = (hz: number) => 2595 * Math.log10(1 + hz / 700)
const toHz = (mel: number) => 700 * (10 ** (mel / 2595) - 1)

/**
 * Triangles of area 1, evenly spaced in mel, one weight per frequency of the transform.
 * Source: sphinxbase, fe_build_melfilters with `-round_filters no` and `-unit_area yes`.
 */
export function melFilters(settings: {
  rateHz: number
  dftSize: number
  melFilters: number
  lowestHz: number
  highestHz: number
}): number[][] {
  const { rateHz, dftSize, melFilters: count, lowestHz, highestHz } = settings
  const lowest = toMel(lowestHz)
  const width = (toMel(highestHz) - lowest) / (count + 1)
  return Array.from({ length: count }, (_, filter) => {
    const edge = (offset: number) => toHz(lowest + (filter + offset) * width)
    const [left, centre, right] = [edge(0), edge(1), edge(2)]
    const height = 2 / (right - left)
    return Array.from({ length: dftSize / 2 + 1 }, (_, bin) => {
      const hz = (bin * rateHz) / dftSize
      const rising = (hz - left) / (centre - left)
      const falling = (right - hz) / (right - centre)
      return height * Math.max(0, Math.min(rising, falling))
    })
  })
}
