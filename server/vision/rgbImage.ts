/** 8-bit sRGB picture, rows top to bottom, three bytes a pixel, no padding. */
export interface RgbImage {
  width: number
  height: number
  /** width × height × 3 bytes. */
  data: Uint8Array
}
