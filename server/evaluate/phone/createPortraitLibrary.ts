import type { CaptureSubject } from '../../flows/assessCapture.ts'
import type { FindReference } from '../../flows/findReference.ts'
import type { EncodeJpeg } from '../../phone/camera/picture.ts'
import type { Head } from '../../phone/render/head.ts'
import { renderPortrait } from '../../phone/render/portrait.ts'

/** Whom a capture is compared with: the portrait of one of the heads, at the shipped Sim. */
export interface PortraitLibrary {
  /** @param person place of the head in the list */
  subjectOf(person: number): CaptureSubject
  findReference: FindReference
}

/** An authority library that holds a portrait (JPEG) of each head; the identity's number is its place. */
export async function createPortraitLibrary(
  heads: readonly Head[],
  encode: EncodeJpeg,
): Promise<PortraitLibrary> {
  const photos = await Promise.all(heads.map(head => encode(renderPortrait({ seed: head }), 0.92)))
  return {
    subjectOf: person => ({
      rule: { simThreshold: 70 },
      session: { identity: { name: '', idCard: String(person) }, referenceEvidenceId: null },
    }),
    findReference: async ({ identity }) => ({
      kind: 'photo',
      photo: photos[Number(identity?.idCard)]!,
    }),
  }
}
