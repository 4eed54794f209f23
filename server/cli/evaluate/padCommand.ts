import { availableParallelism } from 'node:os'
import { readConfig } from '../../config.ts'
import { padLimitsWith } from '../../domain/pad/padLimits.ts'
import { evaluatePad, type PadReport } from '../../evaluate/pad/evaluatePad.ts'
import { plotPad } from '../../evaluate/pad/plotPad.ts'
import { loadPadThreshold } from '../../loadPadThreshold.ts'
import { UsageError } from '../command.ts'
import { openVision } from '../openVision.ts'
import { createProgress } from '../progress.ts'
import type { EvaluateCommand } from './evaluateCommand.ts'

/** pad: passive presentation attack detection on an operator's own pictures. */
export const padCommand: EvaluateCommand = {
  draws: true,
  usage: `  pad FOLDER       passive presentation attack detection, the model in slot pad: pictures (jpg or
                   png) of living people in FOLDER/bonafide, of attacks in FOLDER/attack/<species>
                   (print, screen, mask …). APCER of each species, BPCER and non-response rates as in
                   ISO/IEC 30107-3. FOLDER may be a text file instead: a line "bonafide PATH" or
                   "attack/SPECIES PATH" for each
      --plot FILE          scores and error trade-off of each species as an SVG picture
      --threshold SCORE    0–1, instead of the model's own`,
  async run(folder, values) {
    if (!folder) throw new UsageError('evaluate pad takes exactly one FOLDER.')
    const { dataDir, workers } = readConfig(process.env)
    const own = await loadPadThreshold(dataDir)
    if (own === null) {
      throw new UsageError(
        'Slot pad is empty: no model for it can be shipped. Put one in with npm run models:add -- minifasnet FOLDER.',
      )
    }
    const minScore = values.threshold === undefined ? own : Number(values.threshold)
    if (!(minScore >= 0 && minScore <= 1))
      throw new UsageError(`--threshold must be 0–1, not ${values.threshold}.`)
    const vision = await openVision(workers)
    try {
      let progress: ((done: number) => void) | null = null
      const report = await evaluatePad(folder, {
        vision,
        limits: { ...padLimitsWith(minScore), minScore },
        concurrency: 2 * availableParallelism(),
        onProgress(done, total) {
          progress ??= createProgress('pictures', total)
          progress(done)
        },
      })
      print(report)
      const { scores: _, ...figures } = report
      return { figures, draw: () => plotPad(report) }
    } finally {
      await vision.close()
    }
  },
}

function print(report: PadReport): void {
  const percent = (share: number | null) =>
    (share === null ? '–' : `${(100 * share).toFixed(2)} %`).padStart(9)
  const { bonafide, species, worst, auc, eer, curve, refusedBySignals } = report
  console.log(`threshold ${report.threshold}, with the own signals\n`)
  console.log('                  pictures  no response      error')
  const row = (name: string, count: number, silent: number, error: number | null, what: string) =>
    console.log(
      `${name.padEnd(18)}${String(count).padStart(8)}    ${percent(silent)}  ${percent(error)}  ${what}`,
    )
  row('bona fide', bonafide.presentations, bonafide.bpnrr, bonafide.bpcer, 'BPNRR, BPCER')
  for (const { species: name, presentations, apnrr, apcer } of species)
    row(name, presentations, apnrr, apcer, 'APNRR, APCER')
  if (worst) console.log(`worst species: ${worst.species}, APCER${percent(worst.apcer)}`)
  console.log(
    `refused by the own signals alone: ${refusedBySignals.bonafide} bona fide, ${refusedBySignals.attack} attacks`,
  )
  if (auc !== null && eer !== null)
    console.log(
      `score alone: area under the curve ${auc.toFixed(4)}, equal error rate${percent(eer.rate)} at ${eer.threshold.toFixed(3)}`,
    )
  console.log('\nthreshold    BPCER  APCER of the worst species (score alone)')
  for (const { threshold, bpcer, apcer } of curve)
    console.log(`${threshold.toFixed(2).padStart(9)}${percent(bpcer)}${percent(apcer)}`)
  for (const { file, reason } of report.noResponse)
    console.log(`  no response: ${file} (${reason})`)
  for (const { file, species: name, score } of report.wrong)
    console.log(`  ${name === null ? 'refused' : 'accepted'}: ${file} (score ${score.toFixed(3)})`)
}
