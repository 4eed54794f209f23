import type { Identity } from '../domain/person.ts'

/** A keyed hash of name and ID number together: whether they are the same ones, and nothing else. */
export function hashIdentity(
  people: { hashOf(text: string): string },
  { name, idCard }: Identity,
): string {
  return people.hashOf(`${idCard}\n${name}`)
}
