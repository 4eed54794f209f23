import { workerData } from 'node:worker_threads'
import { serveTasks } from '../workers/serveTasks.ts'
import type { ModelFolders } from '../../models/own/readSlots.ts'
import { openDigitScorers } from './openDigitScorers.ts'
import { sumScores } from './sumScores.ts'

/** One recording, and the codes that it may hold. */
export interface SpeechTask {
  /** 16 kHz mono, −1…1. */
  pcm: Float32Array
  codes: readonly string[]
}

/** Summed score of each code. */
export type SpeechResult = readonly number[]

await serveTasks<SpeechTask, SpeechResult>(async () => {
  const folders: ModelFolders = workerData
  const scorers = await openDigitScorers(folders)
  return {
    async handle({ pcm, codes }) {
      const readings = []
      for (const scorer of scorers) {
        readings.push({ weight: scorer.weight, reading: await scorer.read(pcm) })
      }
      const reading = sumScores(readings)
      return codes.map(code => reading.scoreOf(code))
    },
    transferOf: () => [],
  }
})
