import type { EvidenceStore } from '../domain/evidence.ts'
import type { AuthorityProvider, Identity } from '../domain/person.ts'

/** What the library reads of its people; storage/people.ts provides it. */
export interface LibraryPeople {
  find(idCard: string): Promise<{
    identity: Identity
    photoEvidenceId: string | null
    availability: 'available' | 'unavailable'
  } | null>
}

/** The built-in authority photo library (R35): people that the operator enrolled. */
export function createLocalLibrary(deps: {
  people: LibraryPeople
  evidence: Pick<EvidenceStore, 'get'>
}): AuthorityProvider {
  return {
    async findReference({ name, idCard }) {
      const person = await deps.people.find(idCard)
      if (!person) return { kind: 'idNotFound' }
      if (person.availability === 'unavailable') return { kind: 'unavailable' }
      if (comparable(person.identity.name) !== comparable(name)) return { kind: 'nameMismatch' }
      const photo = person.photoEvidenceId && (await deps.evidence.get(person.photoEvidenceId))
      return photo ? { kind: 'photo', photo } : { kind: 'noPhoto' }
    },
  }
}

/**
 * Names of many ethnic groups carry a middle dot, which keyboards give as U+00B7, U+2022 or U+30FB.
 * Everything else must be equal, character by character.
 */
function comparable(name: string): string {
  return name
    .normalize('NFC')
    .trim()
    .replaceAll(/[\u00B7\u2022\u30FB]/g, '\u00B7')
}
