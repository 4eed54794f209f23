import {
  evaluateDigits,
  type DigitReport,
  type DigitRow,
} from '../../evaluate/digits/evaluateDigits.ts'
import { plotDigits } from '../../evaluate/digits/plotDigits.ts'
import { readDigitFolder } from '../../evaluate/digits/readDigitFolder.ts'
import { sumScores } from '../../speech/sumScores.ts'
import { UsageError } from '../command.ts'
import { openDigitScorers } from '../openDigitScorers.ts'
import { createProgress } from '../progress.ts'
import type { EvaluateCommand } from './evaluateCommand.ts'
import { readCount } from './readCount.ts'

/** digits: the read-number scorers on labelled recordings. */
export const digitsCommand: EvaluateCommand = {
  draws: true,
  usage: `  digits FOLDER    the read-number scorers on your own recordings: one sub-folder per speaker, each
                   with <digit>_<n>.wav (0–9, y = yao; single digits, trimmed). Single digits are
                   read; strings of four are put together with pauses and 20 dB of noise
      --plot FILE          scores, error trade-off and digits read as an SVG picture
      --runs N             strings per speaker (default 40)
      --seed N             other strings, pauses and noise (default 1)`,
  async run(folder, values) {
    if (!folder) throw new UsageError('evaluate digits takes exactly one FOLDER.')
    const strings = readCount('runs', values.runs, 40)
    const seed = readCount('seed', values.seed, 1)
    const { voices, unreadable } = await readDigitFolder(folder)
    if (voices.length === 0) {
      throw new UsageError(`${folder} has no <speaker>/<digit>_<n>.wav that can be read.`)
    }
    const scorers = await openDigitScorers()
    try {
      let progress: ((done: number) => void) | null = null
      const report = await evaluateDigits(voices, {
        async read(pcm) {
          const readings = scorers.map(async scorer => ({
            weight: scorer.weight,
            reading: await scorer.read(pcm),
          }))
          return sumScores(await Promise.all(readings))
        },
        strings,
        seed,
        onProgress(done, total) {
          progress ??= createProgress('recordings', total)
          progress(done)
        },
      })
      const names = scorers.map(({ name }) => name)
      print(report, names)
      for (const file of unreadable) console.log(`  not read: ${file}`)
      const { scores: _, ...figures } = report
      return {
        figures: { scorers: names, seed, ...figures, unreadable },
        draw: () => plotDigits(report),
      }
    } finally {
      await Promise.all(scorers.map(scorer => scorer.close()))
    }
  },
}

const percent = (share: number, places = 1) => `${(100 * share).toFixed(places)} %`.padStart(8)

function print(report: DigitReport, scorers: readonly string[]): void {
  console.log(`scorers: ${scorers.join(' + ')}\n`)
  const width = Math.max(12, ...report.voices.map(({ voice }) => voice.length))
  console.log(
    `${'speaker'.padEnd(width)}  digits    read  strings  of wrong codes, one digit / random, passes at FRR` +
      `\n${''.padEnd(width + 27)}5 %                  10 %`,
  )
  const line = (name: string, row: DigitRow) =>
    `${name.padEnd(width)}${String(row.tokens).padStart(8)}${percent(row.isolated)}${String(row.strings).padStart(9)}  ` +
    row.points
      .map(point => `${percent(point.oneWrongAccepted)} /${percent(point.randomAccepted, 2)}`)
      .join('   ')
  for (const row of report.voices) console.log(line(row.voice, row))
  console.log(line('all', report.overall))
  console.log(`\nsingle digits, mean over speakers:${percent(report.isolatedMeanOfVoices)}`)
  console.log('at the thresholds of all speakers (refused; one digit / random passes):')
  for (const { voice, atShared } of report.voices) {
    const cells = atShared.map(
      ({ frr, oneWrongAccepted, randomAccepted }) =>
        `${percent(frr)};${percent(oneWrongAccepted)} /${percent(randomAccepted, 2)}`,
    )
    console.log(`${voice.padEnd(width)}${cells.join('   ')}`)
  }
  const confusions = report.confusions.map(({ said, heard, count }) => `${said}→${heard} ${count}×`)
  console.log(`confusions of single digits: ${confusions.join(', ') || 'none'}`)
}
