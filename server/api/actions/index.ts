import type { OfferedAction } from '../../protocol/knownActions.ts'
import type { Action } from './action.ts'
import { createDetectAuth } from './DetectAuth.ts'
import { createGetActionSequence } from './GetActionSequence.ts'
import { createGetDetectInfo } from './GetDetectInfo.ts'
import { createGetDetectInfoEnhanced } from './GetDetectInfoEnhanced.ts'
import { createGetLiveCode } from './GetLiveCode.ts'
import { createImageRecognition } from './ImageRecognition.ts'
import { createImageRecognitionV2 } from './ImageRecognitionV2.ts'
import { createLivenessCompare } from './LivenessCompare.ts'
import { createLivenessRecognition } from './LivenessRecognition.ts'

/** The flows that the actions call. */
export type ActionDeps = Parameters<typeof createDetectAuth>[0] &
  Parameters<typeof createGetDetectInfo>[0] &
  Parameters<typeof createGetLiveCode>[0] &
  Parameters<typeof createImageRecognition>[0] &
  Parameters<typeof createLivenessRecognition>[0]

/**
 * The table of offered actions. An action that protocol/knownActions.ts promises and that is not
 * here, or the other way round, does not compile.
 */
export function createActions(deps: ActionDeps): Record<OfferedAction, Action> {
  return {
    DetectAuth: createDetectAuth(deps),
    GetActionSequence: createGetActionSequence(deps),
    GetDetectInfo: createGetDetectInfo(deps),
    GetDetectInfoEnhanced: createGetDetectInfoEnhanced(deps),
    GetLiveCode: createGetLiveCode(deps),
    ImageRecognition: createImageRecognition(deps),
    ImageRecognitionV2: createImageRecognitionV2(deps),
    LivenessCompare: createLivenessCompare(deps),
    LivenessRecognition: createLivenessRecognition(deps),
  }
}
