import { chromaTrack } from '../../domain/light/chromaTrack.ts'
import { clipLightLimits } from '../../domain/light/clipLightLimits.ts'
import { lightLimits } from '../../domain/light/lightLimits.ts'
import { performPhone } from '../../evaluate/phone/performPhone.ts'
import { playPhone } from '../../evaluate/phone/playPhone.ts'
import { replayCodes, type Recording } from '../../evaluate/replayCodes.ts'
import { peopleSeeds } from '../../phone/people.ts'
import { buildHead } from '../../phone/render/head.ts'
import { UsageError } from '../command.ts'
import { encodeJpeg } from '../encodeJpeg.ts'
import { openVision } from '../openVision.ts'
import { createProgress } from '../progress.ts'
import type { EvaluateCommand } from './evaluateCommand.ts'
import { readCount } from './readCount.ts'

/** codes: may what answered one challenge be shown for another? */
export const codesCommand: EvaluateCommand = {
  draws: false,
  usage: `  codes            plays recorded answers of the simulated phone's living people against other
                   challenges: how many would their code be accepted for? (liveness.md §1.4
                   expects at most 60 in a million)
      --runs N             recordings (default 4)
      --tries N            challenges in all (default 100000; about 1,000 a second)
      --seed N             other recordings and challenges (default 1)
      --clips              as recorded clips, whose beginning is known to within a second only`,
  async run(folder, values) {
    if (folder) throw new UsageError('evaluate codes takes no FOLDER.')
    const runs = readCount('runs', values.runs, 4)
    const tries = readCount('tries', values.tries, 100_000)
    const seed = readCount('seed', values.seed, 1)
    const recordings = await record(runs, seed)
    const isClip = values.clips ?? false
    const limits = isClip ? clipLightLimits : lightLimits
    const onProgress = createProgress('challenges', tries)
    const counts = replayCodes(recordings, tries, limits, seed, {
      isClip,
      onProgress: done => onProgress(Math.min(done, tries)),
    })
    const { tried, correlated, accepted, most } = counts
    console.log(`${recordings.length} recordings against ${tried} other challenges`)
    console.log(`  correlated with ${correlated} at some lag, at the most ${most.toFixed(3)}`)
    console.log(`  accepted ${accepted} (${((1e6 * accepted) / tried).toFixed(1)} in a million)`)
    return { figures: { recordings: recordings.length, ...counts } }
  },
}

async function record(runs: number, seed: number): Promise<Recording[]> {
  const vision = await openVision()
  const onProgress = createProgress('recordings', runs)
  try {
    const recordings: Recording[] = []
    for (let run = 0; run < runs; run++) {
      const { material } = await playPhone(
        { vision, perform: play => performPhone({ encode: encodeJpeg, voices: [] }, play) },
        {
          head: buildHead(peopleSeeds[run % peopleSeeds.length]!),
          species: 'genuine',
          mode: 'light',
          seed: seed * 10_007 + run,
        },
      )
      const frames = material.frames.map(({ analysis }) => analysis)
      recordings.push({ track: chromaTrack(frames, lightLimits), startMs: material.painted[0]! })
      onProgress(run + 1)
    }
    return recordings
  } finally {
    await vision.close()
  }
}
