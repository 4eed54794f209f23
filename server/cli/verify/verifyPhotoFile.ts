import { compareFaces, type Calibration } from '../../domain/compare.ts'
import { qualityLimits } from '../../domain/quality.ts'
import { createAssessPhoto } from '../../flows/assessPhoto.ts'
import { qualityCodes } from '../../flows/qualityCodes.ts'
import { openVision } from '../openVision.ts'
import { printVerdict } from './printVerdict.ts'

interface Files {
  photo: Uint8Array
  reference: Uint8Array
  calibration: Calibration
  simThreshold: number
}

type Assessed = Awaited<ReturnType<ReturnType<typeof createAssessPhoto>>>

/** Is the person of one photo the person of the other? Returns the exit code. */
export async function verifyPhotoFile(files: Files): Promise<number> {
  const { calibration, simThreshold } = files
  const vision = await openVision(1)
  try {
    const assessPhoto = createAssessPhoto(vision, qualityLimits)
    const probe = await assessPhoto(files.photo, 'probe')
    const held = await assessPhoto(files.reference, 'reference')
    const checks = [...checksOf(probe), ...checksOf(held)]
    if (!probe.ok || !held.ok) {
      const failed = probe.ok ? held : probe
      const code = failed.ok ? 2009 : qualityCodes[failed.reason].resultCode
      return printVerdict({ code, sim: null, checks })
    }
    const { match, sim, ...compared } = compareFaces(probe.photo.embedding, held.photo.embedding, {
      calibration,
      simThreshold,
    })
    return printVerdict({ code: match ? 0 : 2016, sim, checks: [...checks, ...compared.checks] })
  } finally {
    await vision.close()
  }
}

function checksOf(assessed: Assessed) {
  return assessed.ok ? assessed.photo.checks : assessed.checks
}
