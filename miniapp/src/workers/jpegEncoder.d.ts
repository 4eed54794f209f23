/** The half of jpeg-js that is used; its own types are of the whole. */
declare module 'jpeg-js/lib/encoder.js' {
  interface Pixels {
    width: number
    height: number
    /** RGBA */
    data: Uint8Array
  }
  /** @param quality 1–100 */
  export default function encode(pixels: Pixels, quality: number): { data: Uint8Array }
}
