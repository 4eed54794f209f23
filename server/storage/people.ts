import type { Selectable } from 'kysely'
import { maskIdCard, maskName } from '../domain/masking.ts'
import type { Identity } from '../domain/person.ts'
import type { Keys } from '../keys/createKeys.ts'
import type { Database, Tables } from './database.ts'
import { purposes } from './purposes.ts'

export type Availability = 'available' | 'unavailable'

/** One person of the local authority library. */
export interface Person {
  identity: Identity
  /** Look-up hash of the ID number; photos belong to the evidence owner `person:<hash>`. */
  idCardHash: string
  photoEvidenceId: string | null
  availability: Availability
  createdAt: number
  updatedAt: number
}

/** One line of a list: nothing in it is personal in full. */
export interface PersonSummary {
  nameMasked: string
  idCardMasked: string
  hasPhoto: boolean
  availability: Availability
  createdAt: number
}

export type People = ReturnType<typeof createPeople>

/** The local authority library's people, by ID number. */
export function createPeople(db: Database, keys: Keys) {
  const hashesOf = (idCard: string) => keys.lookupHashes(purposes.personLookup, idCard)

  const personColumns = (idCardHash: string, { name, idCard }: Identity) => ({
    id_card_hash: idCardHash,
    name_sealed: keys.seal(purposes.personName(idCardHash), name),
    id_card_sealed: keys.seal(purposes.personIdCard(idCardHash), idCard),
  })

  const fromRow = (row: Selectable<Tables['people']>): Person => ({
    identity: {
      name: keys.openText(purposes.personName(row.id_card_hash), row.name_sealed),
      idCard: keys.openText(purposes.personIdCard(row.id_card_hash), row.id_card_sealed),
    },
    idCardHash: row.id_card_hash,
    photoEvidenceId: row.photo_evidence_id,
    availability: row.availability,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  })

  const findRow = async (idCard: string) =>
    await db
      .selectFrom('people')
      .selectAll()
      .where('id_card_hash', 'in', hashesOf(idCard))
      .executeTakeFirst()

  return {
    /** The current look-up hash of an ID number: `person:<hash>` owns the person's photo. */
    hashOf: (idCard: string): string => keys.lookupHash(purposes.personLookup, idCard),

    async find(idCard: string): Promise<Person | null> {
      const row = await findRow(idCard)
      return row ? fromRow(row) : null
    },

    /**
     * Adds a person, or replaces name and photo of the one with this ID number (availability stays).
     * Returns the photo that this one replaced, for the caller to delete; of several callers at once
     * each gets another one.
     */
    async enrol(
      identity: Identity,
      photoEvidenceId: string | null,
      now: number,
    ): Promise<{ replacedPhotoEvidenceId: string | null }> {
      const idCardHash = this.hashOf(identity.idCard)
      const columns = personColumns(idCardHash, identity)
      const photo = { photo_evidence_id: photoEvidenceId, updated_at: now }
      for (;;) {
        const old = await findRow(identity.idCard)
        if (!old) {
          const inserted = await db
            .insertInto('people')
            .values({ ...columns, ...photo, availability: 'available', created_at: now })
            .onConflict(conflict => conflict.column('id_card_hash').doNothing())
            .returning('id_card_hash')
            .execute()
          if (inserted.length === 1) return { replacedPhotoEvidenceId: null }
          continue
        }
        const updated = await db
          .updateTable('people')
          .set({ ...columns, ...photo })
          .where('id_card_hash', '=', old.id_card_hash)
          // The sealed value is new with every write: equal means that nobody wrote in between.
          .where('name_sealed', '=', old.name_sealed)
          .returning('id_card_hash')
          .execute()
        if (updated.length === 1) {
          const replaced = old.photo_evidence_id
          return { replacedPhotoEvidenceId: replaced === photoEvidenceId ? null : replaced }
        }
      }
    },

    /** False when there is no such person. */
    async setAvailability(
      idCard: string,
      availability: Availability,
      now: number,
    ): Promise<boolean> {
      const rows = await db
        .updateTable('people')
        .set({ availability, updated_at: now })
        .where('id_card_hash', 'in', hashesOf(idCard))
        .returning('id_card_hash')
        .execute()
      return rows.length > 0
    },

    /** Returns what is left to erase (the evidence of `person:<hash>`), or null when not there. */
    async remove(
      idCard: string,
    ): Promise<{ idCardHash: string; photoEvidenceId: string | null } | null> {
      const row = await db
        .deleteFrom('people')
        .where('id_card_hash', 'in', hashesOf(idCard))
        .returning(['id_card_hash', 'photo_evidence_id'])
        .executeTakeFirst()
      return row ? { idCardHash: row.id_card_hash, photoEvidenceId: row.photo_evidence_id } : null
    },

    /** A page of the library, oldest first. */
    async list(page: { offset: number; limit: number }): Promise<PersonSummary[]> {
      const rows = await db
        .selectFrom('people')
        .selectAll()
        .orderBy('created_at')
        .orderBy('id_card_hash')
        .limit(page.limit)
        .offset(page.offset)
        .execute()
      return rows.map(fromRow).map(person => ({
        nameMasked: maskName(person.identity.name),
        idCardMasked: maskIdCard(person.identity.idCard),
        hasPhoto: person.photoEvidenceId !== null,
        availability: person.availability,
        createdAt: person.createdAt,
      }))
    },
  }
}
