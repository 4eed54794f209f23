import type { PlayRun } from '../../evaluate/phone/evaluatePhone.ts'
import { daylightLux } from '../../evaluate/phone/performPhone.ts'
import { runSeed } from '../../evaluate/phone/runSeed.ts'
import { createRandom } from '../../evaluate/random.ts'
import type { PhoneMode } from '../../phone/modes.ts'
import { peopleSeeds } from '../../phone/people.ts'
import type { Voice } from '../../phone/voice/voice.ts'
import { playVerification } from '../playVerification.ts'
import type { DemoAccess } from '../readDemoFile.ts'

interface Deps {
  demo: DemoAccess
  mode: PhoneMode
  seed: number
  voices: readonly Voice[]
}

/**
 * Plays the simulated phone against a running demo server, in real time; the first of its people, whose own
 * photos it holds, go round. Which checks did not hold only its operator learns.
 */
export function createServerPlay({ demo, mode, seed, voices }: Deps): PlayRun {
  let played = 0
  return async (species, run) => {
    const ofRun = runSeed(seed, run)
    const isLiving = species === 'genuine' || species === 'daylight'
    const { end, text } = await playVerification(
      demo,
      {
        person: played++ % peopleSeeds.length,
        mode,
        attack: isLiving ? undefined : species,
        seed: ofRun,
        ambientLux: species === 'daylight' ? daylightLux(createRandom(ofRun)) : undefined,
        voices,
      },
      () => {},
    )
    if (end.kind === 'verdict' && typeof text?.ErrCode === 'number') {
      return { code: text.ErrCode, checks: [] }
    }
    const trouble = end.kind === 'trouble' ? end.trouble : 'noVerdict'
    if (trouble === 'tooOften') {
      throw new Error('The people of this demo have tried too often today: take a new DATA_DIR.')
    }
    return { trouble }
  }
}
