import type { CaptureVision } from '../domain/capture/captureVision.ts'
import type { DigitListener } from '../domain/digit/digitListener.ts'
import type { Vision } from '../domain/face.ts'
import { votesPassively } from '../domain/rule.ts'
import { createPhoneJudge } from '../evaluate/phone/createPhoneJudge.ts'
import { lookAtPerformance } from '../evaluate/phone/lookAtPerformance.ts'
import { performPhone } from '../evaluate/phone/performPhone.ts'
import type { EncodeJpeg } from '../phone/camera/picture.ts'
import type { PhoneMode } from '../phone/modes.ts'
import { peopleSeeds } from '../phone/people.ts'
import { buildHead } from '../phone/render/head.ts'
import type { Voice } from '../phone/voice/voice.ts'
import { cpuMs } from './cpuMs.ts'
import { roundsOf, type Rounds } from './statistics.ts'

/** What the engine takes for one whole ceremony of a mode: CPU of the process, ms. */
export interface ModeTiming {
  mode: PhoneMode
  cpuMs: Rounds
  /** Pictures and sound of one performance. */
  pictures: number
  soundMs: number
  /** Of all judged performances. */
  passed: number
  judged: number
}

interface ModesSettings {
  vision: Vision & CaptureVision
  listener: DigitListener
  padThreshold: number | null
  modes: readonly PhoneMode[]
  voices: readonly Voice[]
  encode: EncodeJpeg
  /** People per mode, and how often each performance is judged after once for nothing. */
  people: number
  rounds: number
  onProgress: (done: number, total: number) => void
}

/** s16le at 16 kHz. */
const soundBytesPerMs = 32

/**
 * Judges the performances of simulated phones, mode by mode: decoding, every frame, stills, sound,
 * verdict and comparison. Neither network nor database nor encryption: `sessions` has those, for light.
 */
export async function benchModes(settings: ModesSettings): Promise<ModeTiming[]> {
  const { vision, modes, people, rounds, onProgress } = settings
  const heads = peopleSeeds.slice(0, people).map(seed => buildHead(seed))
  const judge = await createPhoneJudge(settings, heads)
  const total = modes.length * people * (rounds + 1)
  const timings: ModeTiming[] = []
  let done = 0
  for (const mode of modes) {
    const costs: number[] = []
    let [pictures, soundBytes, passed] = [0, 0, 0]
    for (const [person, head] of heads.entries()) {
      const play = { head, species: 'genuine', seed: 71 + person, mode } as const
      const { secret, performance } = await performPhone(settings, play)
      const sounds = performance.packets.filter(({ kind }) => kind === 'sound')
      pictures += performance.packets.length - sounds.length
      soundBytes += sounds.reduce((sum, { payload }) => sum + payload.length, 0)
      for (let round = 0; round <= rounds; round++) {
        const before = cpuMs()
        const needsPad = votesPassively(mode)
        const material = await lookAtPerformance(vision, secret, performance, { needsPad })
        const { errCode } = await judge(person, secret, material)
        if (round > 0) costs.push(cpuMs() - before)
        if (errCode === 0 && round > 0) passed += 1
        onProgress(++done, total)
      }
    }
    timings.push({
      mode,
      cpuMs: roundsOf(costs),
      pictures: Math.round(pictures / people),
      soundMs: Math.round(soundBytes / soundBytesPerMs / people),
      passed,
      judged: costs.length,
    })
  }
  return timings
}
