import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { shippedCalibration, type Calibration } from './domain/compare.ts'

const schema = z.strictObject({
  points: z
    .array(
      z.strictObject({ distance: z.number().positive().max(2), fmr: z.number().positive().max(1) }),
    )
    .min(2)
    .refine(
      points =>
        points.every(
          (point, i) =>
            i === 0 || (point.distance > points[i - 1]!.distance && point.fmr > points[i - 1]!.fmr),
        ),
      'distance and fmr must both rise',
    ),
  source: z.string().min(1),
})

export function calibrationFile(dataDir: string): string {
  return join(dataDir, 'calibration.json')
}

/**
 * The installation's own scale of Sim (`evaluate compare --write-calibration`), else the shipped one.
 * @throws Error that names the file when it is damaged: a wrong scale must never decide silently
 */
export async function loadCalibration(dataDir: string): Promise<Calibration> {
  const file = calibrationFile(dataDir)
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return shippedCalibration
    throw error
  }
  try {
    return schema.parse(JSON.parse(text))
  } catch (cause) {
    throw new Error(
      `${file} is not a calibration: write it again with evaluate compare --write-calibration, or remove it`,
      { cause },
    )
  }
}
