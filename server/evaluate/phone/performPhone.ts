import { captureLimits } from '../../domain/capture/captureLimits.ts'
import { toChallenge, type ChallengeSecret } from '../../domain/challengeSecret.ts'
import { lightTiming } from '../../domain/light/lightTiming.ts'
import { createDrawChallenge } from '../../flows/drawChallenge.ts'
import type { EncodeJpeg } from '../../phone/camera/picture.ts'
import { createHandset } from '../../phone/createHandset.ts'
import type { PhoneMode } from '../../phone/modes.ts'
import { perform, type Performance } from '../../phone/perform.ts'
import type { Head } from '../../phone/render/head.ts'
import type { Voice } from '../../phone/voice/voice.ts'
import { bytesOf, createRandom } from '../random.ts'
import type { PhoneSpecies } from './phoneSpecies.ts'

/** Who does what before which phone. */
export interface PhonePlay {
  head: Head
  species: PhoneSpecies
  /** The same seed gives the same challenge, situation and pictures. */
  seed: number
  mode: PhoneMode
  /** Into a file, with all of its sound. */
  isRecorded?: boolean
}

/** What was performed for which challenge. */
export interface PlayedPhone {
  secret: ChallengeSecret
  performance: Performance
}

export type PerformPhone = (play: PhonePlay) => Promise<PlayedPhone>

/** What the server asks clients for. */
const frameSize = { widthPx: captureLimits.frameWidthPx, heightPx: captureLimits.frameHeightPx }
const stillSize = {
  widthPx: captureLimits.stillWidthPx,
  heightPx: (captureLimits.stillWidthPx * 4) / 3,
}

/** One ceremony of the simulated phone, without wall clock or server: what it sends. */
export async function performPhone(
  { encode, voices }: { encode: EncodeJpeg; voices: readonly Voice[] },
  { head, species, seed, mode, isRecorded = false }: PhonePlay,
): Promise<PlayedPhone> {
  const random = createRandom(seed)
  const secret = drawSecret(mode, random)
  const isAttack = species !== 'genuine' && species !== 'daylight'
  const handset = createHandset({
    person: head,
    seed,
    mode,
    voices,
    frameSize,
    stillSize,
    ...(isAttack ? { attack: species } : {}),
    ...(species === 'daylight' ? { wishes: { ambientLux: daylightLux(random) } } : {}),
  })
  const challenge = toChallenge(secret, `evaluation-${seed}`, 60_000)
  const performance = await perform({
    handset,
    challenge,
    encode,
    soundMs: captureLimits.soundMs,
    isRecorded,
  })
  return { secret, performance }
}

/** Light on a face by day, indoors at a window to outdoors in the shade: 2,000–20,000 lx. */
export function daylightLux(random: () => number): number {
  return 2000 * 10 ** random()
}

/** The challenge that the server draws when these are its random numbers (0 … 1). */
export function drawSecret(mode: PhoneMode, random: () => number): ChallengeSecret {
  return createDrawChallenge({ random: bytesOf(random), timing: lightTiming })(mode)
}
