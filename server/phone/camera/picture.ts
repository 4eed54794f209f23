/** 8-bit sRGB, three bytes a pixel, rows from the top. */
export interface Picture {
  rgb: Uint8Array
  widthPx: number
  heightPx: number
}

/** Makes a JPEG of a picture; `quality` 0–1. Node and browser bring their own. */
export type EncodeJpeg = (picture: Picture, quality: number) => Promise<Uint8Array>
