import { readDataDir } from '../../config.ts'
import type { ClipTask } from '../../domain/clip/clipTask.ts'
import { compareFurthest, type Calibration } from '../../domain/compare.ts'
import { padLimitsWith } from '../../domain/pad/padLimits.ts'
import { MediaError } from '../../domain/mediaError.ts'
import { qualityLimits } from '../../domain/quality.ts'
import { needsPassivePad } from '../../domain/rule.ts'
import { createAssessClip } from '../../flows/assessClip.ts'
import { createAssessPhoto } from '../../flows/assessPhoto.ts'
import { qualityCodes } from '../../flows/qualityCodes.ts'
import { throwClipFault } from '../../flows/throwClipFault.ts'
import { loadPadThreshold } from '../../loadPadThreshold.ts'
import { createClipReader } from '../../media/createClipReader.ts'
import { openSpeech } from '../openSpeech.ts'
import { openVision } from '../openVision.ts'
import { printVerdict } from './printVerdict.ts'

interface Files {
  video: Uint8Array
  task: ClipTask
  reference: Uint8Array
  calibration: Calibration
  simThreshold: number
}

/**
 * Does the video show a living person who does what was asked, and is it the person of the photo?
 * Returns the exit code.
 */
export async function verifyVideoFile(files: Files): Promise<number> {
  const { task, calibration, simThreshold } = files
  const padThreshold = await loadPadThreshold(readDataDir(process.env))
  const note = needsPassivePad(task.kind) && padThreshold === null ? withoutModel : undefined
  const closers: (() => Promise<void>)[] = []
  try {
    const vision = await openVision(1)
    closers.push(() => vision.close())
    const speech = await openSpeech()
    closers.push(() => speech.close())
    const reader = createClipReader()
    closers.push(() => reader.close())
    const held = await createAssessPhoto(vision, qualityLimits)(files.reference, 'reference')
    if (!held.ok) {
      const code = qualityCodes[held.reason].resultCode
      return printVerdict({ code, sim: null, checks: held.checks })
    }
    const assessClip = createAssessClip({
      vision,
      listener: speech,
      qualityLimits,
      padLimits: padLimitsWith(padThreshold),
      calibration,
    })
    const clip = await reader.readClip(files.video).catch((error: unknown) => {
      // Whoever runs this is the operator whom the service's answer sends people to.
      if (error instanceof MediaError && error.code === 'unavailable') {
        throw new Error(`No video can be read here: ${error.message}`, { cause: error })
      }
      throwClipFault(error, task.kind)
    })
    const { live, probe } = await assessClip(clip, task).catch((error: unknown) =>
      throwClipFault(error, task.kind),
    )
    if (live.outcome !== 'pass') {
      const { resultCode: code, apiCode, checks } = live
      return printVerdict({ code, apiCode, sim: null, checks }, note)
    }
    const checks = [...live.checks, ...probe.checks, ...held.photo.checks]
    if (!probe.ok) return printVerdict({ code: probe.resultCode, sim: null, checks }, note)
    const { match, sim, ...compared } = compareFurthest(probe.embeddings, held.photo.embedding, {
      calibration,
      simThreshold,
    })
    const all = [...checks, ...compared.checks]
    return printVerdict({ code: match ? 0 : 2016, sim, checks: all }, note)
  } finally {
    await Promise.all(closers.map(close => close()))
  }
}

const withoutModel = 'Slot pad is empty: in this mode a pass is no security check.'
