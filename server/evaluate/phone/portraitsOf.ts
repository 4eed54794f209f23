import type { EncodeJpeg } from '../../phone/camera/picture.ts'
import type { Head } from '../../phone/render/head.ts'
import { renderPortrait } from '../../phone/render/portrait.ts'

/** The library's photos of these heads, JPEG, in their order. */
export async function portraitsOf(
  heads: readonly Head[],
  encode: EncodeJpeg,
): Promise<Uint8Array[]> {
  return await Promise.all(heads.map(head => encode(renderPortrait({ seed: head }), 0.92)))
}
