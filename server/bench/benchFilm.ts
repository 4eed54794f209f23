import { peopleSeeds } from '../phone/people.ts'

/**
 * The performances that the bench plays: one code for all, four people in rooms dark enough that the
 * shipped light limits let them pass, so that a ceremony goes all the way to the comparison.
 * `npm run bench` prints how many did.
 */
export const benchFilm = {
  /** Of fixedLight. */
  lightSeed: 1,
  people: peopleSeeds.map((person, index) => ({ person, seed: index + 1, ambientLux: 120 })),
} as const
