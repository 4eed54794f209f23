/** A part of a picture, whole pixels: `right` and `bottom` are the first ones outside. */
export interface Window {
  left: number
  top: number
  right: number
  bottom: number
}

/** Grown by `reach` pixels on every side, as far as the picture goes. */
export function widened(
  { left, top, right, bottom }: Window,
  reach: number,
  { widthPx, heightPx }: { widthPx: number; heightPx: number },
): Window {
  return {
    left: Math.max(0, left - reach),
    top: Math.max(0, top - reach),
    right: Math.min(widthPx, right + reach),
    bottom: Math.min(heightPx, bottom + reach),
  }
}
