import type { EvidenceStore } from '../domain/evidence.ts'
import type { Identity } from '../domain/person.ts'
import { ApiError } from '../errors.ts'
import type { AssessPhoto } from './assessPhoto.ts'
import { explainFailedChecks } from './explainFailedChecks.ts'
import { qualityCodes } from './qualityCodes.ts'

interface Deps {
  people: {
    hashOf(idCard: string): string
    enrol(
      identity: Identity,
      photoEvidenceId: string | null,
      now: number,
    ): Promise<{ replacedPhotoEvidenceId: string | null }>
  }
  evidence: EvidenceStore
  assessPhoto: AssessPhoto
  clock: () => number
}

/**
 * Puts a person into the local authority library, or replaces name and photo. Without a photo the
 * person is known but answers 2007.
 * @throws ApiError when the photo cannot serve as a reference, unless `acceptsPoorPhoto` (it then
 * answers 2009 until it is replaced)
 */
export function createEnrolPerson(deps: Deps) {
  return async function enrolPerson(
    identity: Identity,
    photo: Uint8Array | null,
    options: { acceptsPoorPhoto?: boolean } = {},
  ): Promise<void> {
    if (photo && !options.acceptsPoorPhoto) await requireGoodReference(photo)
    const now = deps.clock()
    const owner = `person:${deps.people.hashOf(identity.idCard)}`
    const photoEvidenceId = photo
      ? await deps.evidence.put(
          { owner, kind: 'libraryPhoto', createdAt: now, purgeAt: null },
          photo,
        )
      : null
    const { replacedPhotoEvidenceId } = await deps.people.enrol(identity, photoEvidenceId, now)
    if (replacedPhotoEvidenceId) await deps.evidence.delete(replacedPhotoEvidenceId)
  }

  async function requireGoodReference(photo: Uint8Array): Promise<void> {
    const assessed = await deps.assessPhoto(photo, 'reference')
    if (assessed.ok) return
    throw new ApiError(qualityCodes[assessed.reason].apiCode, {
      detail: explainFailedChecks(assessed.checks),
    })
  }
}
