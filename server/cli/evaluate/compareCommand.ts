import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import { readConfig } from '../../config.ts'
import { toDistance } from '../../domain/compare.ts'
import { qualityLimits } from '../../domain/quality.ts'
import { calibrationOf } from '../../evaluate/calibrationOf.ts'
import { compareFolder, type CompareReport } from '../../evaluate/compareFolder.ts'
import { plotComparison } from '../../evaluate/plotComparison.ts'
import { calibrationFile, loadCalibration } from '../../loadCalibration.ts'
import { UsageError } from '../command.ts'
import { openVision } from '../openVision.ts'
import { createProgress } from '../progress.ts'
import { readThreshold } from '../readThreshold.ts'
import type { EvaluateCommand } from './evaluateCommand.ts'

/** compare: 1:1 comparison on an operator's own photos. */
export const compareCommand: EvaluateCommand = {
  draws: true,
  usage: `  compare FOLDER   1:1 comparison on your own photos: one sub-folder per person, each with that
                   person's photos (jpg or png); every photo is compared with every other
      --plot FILE          distributions and error trade-off as an SVG picture
      --threshold SIM      the Sim threshold to report error rates at (default 70)
      --write-calibration  makes these pairs the scale of Sim on this installation
                           (DATA_DIR/calibration.json; needs at least 10,000 impostor pairs)`,
  async run(folder, values) {
    if (!folder) throw new UsageError('evaluate compare takes exactly one FOLDER.')
    const simThreshold = readThreshold(values.threshold)
    const { dataDir, workers } = readConfig(process.env)
    const calibration = await loadCalibration(dataDir)
    const vision = await openVision(workers)
    try {
      let progress: ((done: number) => void) | null = null
      const report = await compareFolder(folder, {
        vision,
        calibration,
        limits: qualityLimits,
        simThreshold,
        concurrency: 2 * availableParallelism(),
        onProgress(done, total) {
          progress ??= createProgress('photos', total)
          progress(done)
        },
      })
      print(report, calibration.source)
      if (values['write-calibration']) {
        const file = calibrationFile(dataDir)
        await mkdir(dirname(file), { recursive: true })
        await writeFile(file, JSON.stringify(calibrationOf(report, folder), null, 2))
        console.log(`calibration: ${file} (used from the next start on)`)
      }
      const { distances: _, ...figures } = report
      return {
        figures,
        draw: () => plotComparison(report, toDistance(simThreshold, calibration)),
      }
    } finally {
      await vision.close()
    }
  },
}

function print(report: CompareReport, source: string): void {
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`
  const rows: [string, string][] = [
    ['people / photos', `${report.people} / ${report.photos}`],
    ['photos without a face', String(report.notAcquired.length)],
    ['refused by the quality gates', JSON.stringify(report.refusedByGates)],
    ['genuine / impostor pairs', `${report.genuinePairs} / ${report.impostorPairs}`],
    [
      'best accuracy',
      `${percent(report.accuracy)} at distance ${report.accuracyDistance.toFixed(4)}`,
    ],
    ['equal error rate', percent(report.eer)],
    ...report.operatingPoints.map(({ fmr, tar, distance }): [string, string] => [
      `TAR at FMR ${fmr.toExponential(0)}`,
      `${percent(tar)} (distance ≤ ${distance.toFixed(4)})`,
    ]),
    [
      `at Sim ≥ ${report.atThreshold.sim}`,
      `FMR ${percent(report.atThreshold.fmr)}, FNMR ${percent(report.atThreshold.fnmr)}`,
    ],
    ['scale of Sim', source],
  ]
  for (const [name, value] of rows) console.log(`${name.padEnd(30)}${value}`)
  for (const { file, reason } of report.notAcquired) console.log(`  no face: ${file} (${reason})`)
}
