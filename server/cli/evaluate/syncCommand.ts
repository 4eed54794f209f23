import { availableParallelism } from 'node:os'
import { digitLimits } from '../../domain/digit/digitLimits.ts'
import { evaluateSync, type SyncReport } from '../../evaluate/sync/evaluateSync.ts'
import { plotSync } from '../../evaluate/sync/plotSync.ts'
import { clipLimits } from '../../media/clipLimits.ts'
import { createClipReader } from '../../media/createClipReader.ts'
import { UsageError } from '../command.ts'
import { openVision } from '../openVision.ts'
import { createProgress } from '../progress.ts'
import type { EvaluateCommand } from './evaluateCommand.ts'
import { readCount } from './readCount.ts'

/** An operator's own files may be larger and longer than what callers may send. */
const clips = { maxInputBytes: 64 * 2 ** 20, maxDurationMs: 120_000, timeoutMs: 120_000 }

/** sync: do lips and voice tell whose they are? */
export const syncCommand: EvaluateCommand = {
  draws: true,
  usage: `  sync FOLDER      lips against voice: every clip of the folder (mpg, mp4, webm or avi; one face that
                   speaks) against its own and every other clip's sound
      --plot FILE          correlations and error trade-off as an SVG picture
      --threshold R        the correlation to report error rates at (default ${digitLimits.minSync})
      --fps N              pictures looked at of one second (default ${clipLimits.framesPerSecond})`,
  async run(folder, values) {
    if (!folder) throw new UsageError('evaluate sync takes exactly one FOLDER.')
    const threshold =
      values.threshold === undefined ? digitLimits.minSync : Number(values.threshold)
    if (!(threshold >= -1 && threshold <= 1))
      throw new UsageError(`--threshold is a correlation of −1 to 1, not ${values.threshold}.`)
    const framesPerSecond = readCount('fps', values.fps, clipLimits.framesPerSecond)
    const vision = await openVision()
    const reader = createClipReader({ limits: { ...clips, framesPerSecond } })
    try {
      let progress: ((done: number) => void) | null = null
      const report = await evaluateSync(folder, {
        reader,
        vision,
        threshold,
        concurrency: availableParallelism(),
        onProgress(done, total) {
          progress ??= createProgress('clips', total)
          progress(done)
        },
      })
      print(report)
      const { correlations: _, ...figures } = report
      return { figures: { framesPerSecond, ...figures }, draw: () => plotSync(report) }
    } finally {
      await reader.close()
      await vision.close()
    }
  },
}

function print(report: SyncReport): void {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(9)
  const width = Math.max(4, ...report.rows.map(({ file }) => file.length))
  console.log(`${'clip'.padEnd(width)}  frames  correlation  lag, ms  best other sound`)
  for (const { file, frames, correlation, lagMs, bestOther } of report.rows) {
    const other = bestOther ? `${bestOther.correlation.toFixed(3)} ${bestOther.file}` : '–'
    console.log(
      `${file.padEnd(width)}${String(frames).padStart(8)}${correlation.toFixed(3).padStart(13)}` +
        `${String(lagMs).padStart(9)}  ${other}`,
    )
  }
  console.log('\ncorrelation ≥   own sound refused  another accepted')
  const row = ({ correlation, frr, far }: { correlation: number; frr: number; far: number }) =>
    `${correlation.toFixed(2).padStart(13)}${percent(frr).padStart(20)}${percent(far).padStart(18)}`
  for (const choice of report.table) console.log(row(choice))
  console.log(`\n${row(report.atThreshold)}   (the limit asked for)`)
  console.log(
    `equal error rate${percent(report.eer)}, area under the curve ${report.auc.toFixed(3)}; ` +
      `${report.genuinePairs} own and ${report.impostorPairs} other sounds`,
  )
  if (report.unmeasuredPairs > 0)
    console.log(`${report.unmeasuredPairs} pairs have too little time in common`)
  for (const { file, reason } of report.unusable) console.log(`  no use: ${file} (${reason})`)
}
