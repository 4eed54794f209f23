import type { Check } from '../domain/check.ts'
import { compareFurthest, type Calibration, type Probes } from '../domain/compare.ts'
import type { AuthorityAnswer } from '../domain/person.ts'
import { ApiError } from '../errors.ts'
import type { AssessPhoto } from './assessPhoto.ts'

/** Outcome of the 1:1 stage; `resultCode` is a row of protocol/resultCodes.ts. */
export interface ComparisonVerdict {
  resultCode: number
  /** 0–100; null when no comparison ran. */
  sim: number | null
  checks: Check[]
}

interface Deps {
  assessPhoto: AssessPhoto
  calibration: Calibration
}

export type CompareWithReference = ReturnType<typeof createCompareWithReference>

/** Result codes of an authority library that has no photo to compare with. */
const authorityCodes: Record<Exclude<AuthorityAnswer['kind'], 'photo'>, number> = {
  idNotFound: 2005,
  nameMismatch: 2006,
  noPhoto: 2007,
  noAnswer: 2008,
  unavailable: 2017,
}

/**
 * Compares what was captured with what the library (or the integrator) gave. Of several probes the one that is
 * furthest from the reference counts: who is alive may be no other than who is recognised.
 */
export function createCompareWithReference({ assessPhoto, calibration }: Deps) {
  return async function compareWithReference(
    probes: Probes,
    answer: AuthorityAnswer,
    simThreshold: number,
  ): Promise<ComparisonVerdict> {
    const found: Check = {
      name: 'reference.library',
      value: answer.kind,
      threshold: '= photo',
      outcome: answer.kind === 'photo' ? 'pass' : 'fail',
    }
    if (answer.kind !== 'photo') {
      return { resultCode: authorityCodes[answer.kind], sim: null, checks: [found] }
    }
    const reference = await assessReference(answer.photo)
    if (!reference.ok) {
      return { resultCode: 2009, sim: null, checks: [found, ...reference.checks] }
    }
    const comparison = compareFurthest(probes, reference.photo.embedding, {
      calibration,
      simThreshold,
    })
    return {
      resultCode: comparison.match ? 0 : 2016,
      sim: comparison.sim,
      checks: [found, ...reference.photo.checks, ...comparison.checks],
    }
  }

  /** A library photo that cannot even be decoded is the library's fault, not the caller's: 2009. */
  async function assessReference(photo: Uint8Array): ReturnType<AssessPhoto> {
    try {
      return await assessPhoto(photo, 'reference')
    } catch (error) {
      if (!(error instanceof ApiError) || !isPhotoFault(error)) throw error
      const check: Check = {
        name: 'reference.decode',
        value: error.code,
        threshold: 'decodes',
        outcome: 'fail',
      }
      return { ok: false, reason: 'noFace', checks: [check] }
    }
  }
}

/** Not one of the engine's own. */
function isPhotoFault({ code }: ApiError): boolean {
  return code.startsWith('FailedOperation.') && code !== 'FailedOperation.DetectEngineSystemError'
}
