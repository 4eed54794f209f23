import type { CaptureVision } from '../../domain/capture/captureVision.ts'
import type { Vision } from '../../domain/face.ts'
import type { DigitListener } from '../../domain/digit/digitListener.ts'
import type { EncodeJpeg } from '../../phone/camera/picture.ts'
import type { PhoneMode } from '../../phone/modes.ts'
import { peopleSeeds } from '../../phone/people.ts'
import { buildHead } from '../../phone/render/head.ts'
import { createRandom } from '../random.ts'
import { createPhoneJudge } from './createPhoneJudge.ts'
import { createRecordedJudge, type RecordedVerdict, type Recorder } from './createRecordedJudge.ts'
import type { PerformPhone } from './performPhone.ts'
import type { PhoneSpecies } from './phoneSpecies.ts'
import { playPhone } from './playPhone.ts'

/** How the runs of one species ended. */
export interface PhoneRow {
  species: PhoneSpecies
  runs: number
  passed: number
  /** By result code (protocol/resultCodes.ts) of the runs that did not pass. */
  codes: Record<string, number>
  /** How often each check did not hold (R44). */
  failedChecks: Record<string, number>
}

/** How far a recording's beginning may be from where it is taken to be, ms; alignFrames finds 1,000. */
const maxOffsetMs = 800

/** `ErrCode` 1003: asked to try again; nothing was decided. */
export const inconclusiveCode = 1003

interface Options {
  vision: Vision & CaptureVision
  /** Runs of each species; seeds and people go round. */
  runs: number
  seed: number
  mode: PhoneMode
  listener: DigitListener
  /** Of the model in slot pad; null while it is empty. */
  padThreshold: number | null
  species: readonly PhoneSpecies[]
  perform: PerformPhone
  /** Of the library's photos. */
  encode: EncodeJpeg
  /** Not in modes action and silent: the runs are recorded and judged as clips; without it streamed. */
  recorder?: Recorder | undefined
  onProgress(done: number, total: number): void
}

/**
 * Plays the simulated phone's performances into the verifying engine, without wall clock or server:
 * the same decoding, the same judge, the same comparison, shipped thresholds. Simulated only. With a
 * recorder ceremonies are recorded first, and judged as clips whose beginning is not known well.
 */
export async function evaluatePhone(options: Options): Promise<PhoneRow[]> {
  const heads = peopleSeeds.map(seed => buildHead(seed))
  const judgePhone = await createPhoneJudge(options, heads)
  const judgeRecorded =
    options.recorder && (await createRecordedJudge(options, heads, options.recorder))
  const total = options.species.length * options.runs
  const rows: PhoneRow[] = []
  let done = 0
  for (const species of options.species) {
    const row: PhoneRow = { species, runs: 0, passed: 0, codes: {}, failedChecks: {} }
    rows.push(row)
    for (let run = 0; run < options.runs; run++) {
      const verdict = await judge(species, run)
      row.runs++
      if (verdict.errCode === 0) row.passed++
      else row.codes[verdict.errCode] = (row.codes[verdict.errCode] ?? 0) + 1
      for (const { name, outcome } of verdict.checks) {
        if (outcome !== 'pass') row.failedChecks[name] = (row.failedChecks[name] ?? 0) + 1
      }
      options.onProgress(++done, total)
    }
  }
  return rows

  async function judge(species: PhoneSpecies, run: number): Promise<RecordedVerdict> {
    const person = run % heads.length
    const seed = options.seed * 10_007 + run
    const { mode } = options
    const isRecorded = judgeRecorded !== undefined
    const play = { head: heads[person]!, species, seed, mode, isRecorded }
    if (!judgeRecorded) {
      const { secret, material } = await playPhone(options, play)
      return await judgePhone(person, secret, material)
    }
    const { secret, performance } = await options.perform(play)
    const offsetMs = maxOffsetMs * (2 * createRandom(~seed)() - 1)
    return await judgeRecorded(person, secret, performance, offsetMs)
  }
}
