/** What a relit run shows: the living person, or one of the attacks on light liveness. */
export const relitSpecies = ['genuine', 'print', 'screen', 'wrong-code', 'static-photo'] as const
export type RelitSpecies = (typeof relitSpecies)[number]
