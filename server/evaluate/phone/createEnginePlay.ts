import type { CaptureVision } from '../../domain/capture/captureVision.ts'
import type { Vision } from '../../domain/face.ts'
import type { DigitListener } from '../../domain/digit/digitListener.ts'
import type { EncodeJpeg } from '../../phone/camera/picture.ts'
import type { PhoneMode } from '../../phone/modes.ts'
import { peopleSeeds } from '../../phone/people.ts'
import { buildHead } from '../../phone/render/head.ts'
import { createRandom } from '../random.ts'
import { createPhoneJudge } from './createPhoneJudge.ts'
import { createRecordedJudge, type Recorder } from './createRecordedJudge.ts'
import type { PlayRun } from './evaluatePhone.ts'
import type { PerformPhone } from './performPhone.ts'
import { playPhone } from './playPhone.ts'
import { runSeed } from './runSeed.ts'

/** How far a recording's beginning may be from where it is taken to be, ms; alignFrames finds 1,000. */
const maxOffsetMs = 800

interface Deps {
  vision: Vision & CaptureVision
  seed: number
  mode: PhoneMode
  listener: DigitListener
  /** Of the model in slot pad; null while it is empty. */
  padThreshold: number | null
  perform: PerformPhone
  /** Of the library's photos. */
  encode: EncodeJpeg
  /** Not in modes action and silent: the runs are recorded and judged as clips; without it streamed. */
  recorder?: Recorder | undefined
}

/**
 * Plays the simulated phone's performances into the verifying engine, without wall clock or server:
 * the same decoding, the same judge, the same comparison, shipped thresholds; people go round. With a
 * recorder ceremonies are recorded first, and judged as clips whose beginning is not known well.
 */
export async function createEnginePlay(deps: Deps): Promise<PlayRun> {
  const heads = peopleSeeds.map(seed => buildHead(seed))
  const judgePhone = await createPhoneJudge(deps, heads)
  const judgeRecorded = deps.recorder && (await createRecordedJudge(deps, heads, deps.recorder))
  const { mode } = deps
  return async (species, run) => {
    const person = run % heads.length
    const seed = runSeed(deps.seed, run)
    const isRecorded = judgeRecorded !== undefined
    const play = { head: heads[person]!, species, seed, mode, isRecorded }
    if (!judgeRecorded) {
      const { secret, material } = await playPhone(deps, play)
      const { errCode, checks } = await judgePhone(person, secret, material)
      return { code: errCode, checks }
    }
    const { secret, performance } = await deps.perform(play)
    const offsetMs = maxOffsetMs * (2 * createRandom(~seed)() - 1)
    const { errCode, checks } = await judgeRecorded(person, secret, performance, offsetMs)
    return { code: errCode, checks }
  }
}
