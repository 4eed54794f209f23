import type { Window } from '../render/window.ts'
import type { Plate } from './plate.ts'

/**
 * A plate with a part of it exchanged.
 *
 * @param part as large as `window`
 * @param inner what is taken of it
 */
export function pastePlate(plate: Plate, part: Plate, inner: Window, window: Window): Plate {
  return {
    ...plate,
    room: paste(plate.room, part.room, plate.widthPx, inner, window),
    screen: plate.screen && paste(plate.screen, part.screen!, plate.widthPx, inner, window),
  }
}

function paste(
  whole: Float32Array,
  part: Float32Array,
  widthPx: number,
  inner: Window,
  window: Window,
): Float32Array {
  const pasted = whole.slice()
  const columns = window.right - window.left
  for (let y = inner.top; y < inner.bottom; y += 1) {
    const from = ((y - window.top) * columns + inner.left - window.left) * 3
    const length = (inner.right - inner.left) * 3
    pasted.set(part.subarray(from, from + length), (y * widthPx + inner.left) * 3)
  }
  return pasted
}
