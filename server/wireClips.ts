import { randomBytes } from 'node:crypto'
import type { CaptureVision } from './domain/capture/captureVision.ts'
import type { ClipReader } from './domain/clip/clip.ts'
import type { Calibration } from './domain/compare.ts'
import type { DigitListener } from './domain/digit/digitListener.ts'
import { padLimitsWith } from './domain/pad/padLimits.ts'
import type { AuthorityProvider } from './domain/person.ts'
import { qualityLimits } from './domain/quality.ts'
import { createAssessClip } from './flows/assessClip.ts'
import type { AssessPhoto } from './flows/assessPhoto.ts'
import { createCompareWithReference } from './flows/compareWithReference.ts'
import { createIssueValue } from './flows/issueValue.ts'
import { createKeepClip } from './flows/keepClip.ts'
import { createVerifyClip } from './flows/verifyClip.ts'
import type { Job } from './jobs/scheduler.ts'
import type { Store } from './openStore.ts'
import { resultCode } from './protocol/resultCodes.ts'

interface Deps {
  store: Store
  reader: ClipReader
  vision: CaptureVision
  listener: DigitListener
  assessPhoto: AssessPhoto
  authority: AuthorityProvider
  calibration: Calibration
  simThreshold: number
  /** Null while slot pad is empty. */
  padThreshold: number | null
  mode: 'demo' | 'production'
  clock: () => number
}

/**
 * How long a value stays after its time, ms: a call that came before may still take it. Its video waits
 * for the decoder 150 s at most (ten of 30 s, two at a time: media/clipLimits.ts), then for the models.
 */
const lateUseMs = 10 * 60_000

/** One-shot actions over recorded videos: main.ts's part for live codes, sequences and clips. */
export function wireClips(deps: Deps) {
  const { store, clock, padThreshold } = deps
  const issueValue = createIssueValue({ ...store, random: randomBytes, clock })
  const verifyClip = createVerifyClip({
    ...deps,
    issuedValues: store.issuedValues,
    assessClip: createAssessClip({
      ...deps,
      qualityLimits,
      padLimits: padLimitsWith(padThreshold),
    }),
    compareWithReference: createCompareWithReference(deps),
    keepClip: createKeepClip({ ...store, isCharged: code => resultCode(code).charged, clock }),
    hasPadModel: padThreshold !== null,
  })
  const jobs: Job[] = [
    {
      name: 'dropIssuedValues',
      intervalMs: 60_000,
      run: () => store.issuedValues.dropExpired(clock() - lateUseMs),
    },
  ]
  return { issueValue, verifyClip, jobs }
}
