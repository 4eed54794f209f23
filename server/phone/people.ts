/**
 * Seeds (render/identity.ts) of the four people of the simulated phone: a man with long
 * hair, a man with a beard, an old man and a fair woman.
 *
 * Picked out of 300 seeds because the shipped recogniser keeps them apart, which it does not do
 * for any rendered faces: plain portraits of two of them lie .507 or more apart, pictures of one
 * person over pose (yaw and roll ±.2), light, smile and camera at most .257 (unit-norm distance; accepted up to
 * .377). A change of the renderer needs these figures measured again.
 */
export const peopleSeeds = [34, 59, 144, 286] as const
