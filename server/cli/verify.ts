import { readFile } from 'node:fs/promises'
import { readConfig } from '../config.ts'
import { compareFaces } from '../domain/compare.ts'
import { qualityLimits } from '../domain/quality.ts'
import { createAssessPhoto } from '../flows/assessPhoto.ts'
import { qualityCodes } from '../flows/qualityCodes.ts'
import { resultCode } from '../protocol/resultCodes.ts'
import { loadCalibration } from '../loadCalibration.ts'
import { runCommand, UsageError } from './command.ts'
import { openVision } from './openVision.ts'
import { readThreshold } from './readThreshold.ts'

const usage = `npm run verify -- --photo FILE --reference FILE [--threshold SIM]

Is the person of one photo the person of the other? Prints the explained verdict as JSON: the
outcome, Sim (0–100; 70 = one false match in 1,000, 80 = one in 10,000) and every check with its
number and limit. No server, no database, nothing is stored.

  --photo FILE       the photo to verify (jpg or png)
  --reference FILE   the photo to compare with
  --threshold SIM    pass at Sim ≥ this (default 70)

Exit code: 0 same person, 1 not the same person or a photo that cannot be judged, 2 could not run.`

await runCommand({
  usage,
  options: {
    photo: { type: 'string' },
    reference: { type: 'string' },
    threshold: { type: 'string' },
  },
  async run({ photo, reference, threshold }) {
    if (!photo || !reference) throw new UsageError('--photo and --reference are both needed.')
    const simThreshold = readThreshold(threshold)
    const [photoBytes, referenceBytes] = await Promise.all([readFile(photo), readFile(reference)])
    const calibration = await loadCalibration(readConfig(process.env).dataDir)
    const vision = await openVision(1)
    try {
      const assessPhoto = createAssessPhoto(vision, qualityLimits)
      const probe = await assessPhoto(photoBytes, 'probe')
      const held = await assessPhoto(referenceBytes, 'reference')
      if (!probe.ok || !held.ok) {
        const failed = probe.ok ? held : probe
        const code = failed.ok ? 2009 : qualityCodes[failed.reason].resultCode
        return print(code, null, [...checksOf(probe), ...checksOf(held)])
      }
      const comparison = compareFaces(probe.photo.embedding, held.photo.embedding, {
        calibration,
        simThreshold,
      })
      const code = comparison.match ? 0 : 2016
      return print(code, comparison.sim, [
        ...checksOf(probe),
        ...checksOf(held),
        ...comparison.checks,
      ])
    } finally {
      await vision.close()
    }
  },
})

type Assessed = Awaited<ReturnType<ReturnType<typeof createAssessPhoto>>>

function checksOf(assessed: Assessed) {
  return assessed.ok ? assessed.photo.checks : assessed.checks
}

function print(code: number, sim: number | null, checks: unknown[]): number {
  const { zh, en, apiCode } = resultCode(code)
  const verdict = {
    verdict: code === 0 ? 'pass' : 'fail',
    code,
    result: apiCode,
    Sim: sim,
    en,
    zh,
    checks,
  }
  console.log(JSON.stringify(verdict, null, 2))
  return code === 0 ? 0 : 1
}
