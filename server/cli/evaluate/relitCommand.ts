import { availableParallelism } from 'node:os'
import { evaluateRelit, type RelitReport } from '../../evaluate/relit/evaluateRelit.ts'
import { UsageError } from '../command.ts'
import { openVision } from '../openVision.ts'
import { createProgress } from '../progress.ts'
import type { EvaluateCommand } from './evaluateCommand.ts'
import { readCount } from './readCount.ts'

/** relit: light liveness on real photos lit anew. */
export const relitCommand: EvaluateCommand = {
  draws: false,
  usage: `  relit FOLDER     light liveness on an independent simulation: the photos of FOLDER (as for
                   compare) lit anew through the normals of their face mesh as living people, and
                   as prints and screens; shipped thresholds. Simulated only
      --runs N             runs of each species and band of room light (default 12)
      --seed N             another draw of situations (default 1)`,
  async run(folder, values) {
    if (!folder) throw new UsageError('evaluate relit takes exactly one FOLDER.')
    const runs = readCount('runs', values.runs, 12)
    const seed = readCount('seed', values.seed, 1)
    const vision = await openVision()
    try {
      let progress: ((done: number) => void) | null = null
      const report = await evaluateRelit(folder, {
        vision,
        runs,
        seed,
        concurrency: availableParallelism(),
        onProgress(done, total) {
          progress ??= createProgress('runs', total)
          progress(done)
        },
      })
      print(report)
      return { figures: report }
    } finally {
      await vision.close()
    }
  },
}

function print({ subjects, rows }: RelitReport): void {
  console.log(`${subjects} photos show one frontal face\n`)
  console.log('species        room light, lx   runs  passed  refused  try again  reasons')
  for (const row of rows) {
    const band = `${row.minLux}–${row.maxLux}`
    const counts = [row.runs, row.passed, row.failed, row.inconclusive]
      .map((count, index) => String(count).padStart([6, 8, 9, 11][index] ?? 0))
      .join('')
    console.log(
      `${row.species.padEnd(15)}${band.padEnd(15)}${counts}  ${JSON.stringify(row.reasons)}`,
    )
  }
}
