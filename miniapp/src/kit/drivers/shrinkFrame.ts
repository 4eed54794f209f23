/** RGBA, row by row. */
export interface Pixels {
  width: number
  height: number
  data: Uint8Array
}

/**
 * The middle of a frame in the wanted shape, scaled down to the wanted size: each pixel is the mean of those
 * that it covers. Never scaled up: a smaller frame comes out at its own size, in the wanted shape.
 */
export function shrinkFrame(frame: Pixels, widthPx: number, heightPx: number): Pixels {
  const own = Math.min(frame.width / widthPx, frame.height / heightPx)
  const width = Math.max(1, Math.min(widthPx, Math.floor(widthPx * own)))
  const height = Math.max(1, Math.min(heightPx, Math.floor(heightPx * own)))
  const scale = Math.max(1, own)
  const left = (frame.width - width * scale) / 2
  const top = (frame.height - height * scale) / 2
  const columns = edges(left, scale, width, frame.width)
  const rows = edges(top, scale, height, frame.height)
  const data = new Uint8Array(width * height * 4)
  let target = 0
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let [red, green, blue, count] = [0, 0, 0, 0]
      for (let row = rows[y]!; row < Math.max(rows[y + 1]!, rows[y]! + 1); row += 1) {
        let source = (row * frame.width + columns[x]!) * 4
        const end = (row * frame.width + Math.max(columns[x + 1]!, columns[x]! + 1)) * 4
        for (; source < end; source += 4) {
          red += frame.data[source]!
          green += frame.data[source + 1]!
          blue += frame.data[source + 2]!
          count += 1
        }
      }
      data[target] = red / count
      data[target + 1] = green / count
      data[target + 2] = blue / count
      data[target + 3] = 255
      target += 4
    }
  }
  return { width, height, data }
}

/** Where each target pixel begins, and where the last one ends. */
function edges(from: number, scale: number, count: number, size: number): Int32Array {
  return Int32Array.from({ length: count + 1 }, (_, index) =>
    Math.min(index < count ? size - 1 : size, Math.max(0, Math.round(from + index * scale))),
  )
}
