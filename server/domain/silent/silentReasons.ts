import type { Advice } from '../../protocol/capture.ts'
import type { ResultCode } from '../../protocol/resultCodes.ts'

interface Meaning {
  outcome: 'fail' | 'inconclusive'
  /** LiveStatus of the attempt (design.md §5, last line; tencent-faceid.md §3b). */
  resultCode: ResultCode
  advice: Advice
}

/** Why a silent attempt did not pass, and what follows. */
export const silentReasons = {
  paintOrder: { outcome: 'inconclusive', resultCode: 1008, advice: 'network' },
  paintTime: { outcome: 'inconclusive', resultCode: 1008, advice: 'network' },
  faceLost: { outcome: 'inconclusive', resultCode: 1210, advice: 'pose' },
  faceSmall: { outcome: 'inconclusive', resultCode: 1205, advice: 'pose' },
  turned: { outcome: 'inconclusive', resultCode: 1003, advice: 'pose' },
  /** Nothing in the face moves. */
  stillPicture: { outcome: 'fail', resultCode: 1301, advice: 'liveness' },
} as const satisfies Record<string, Meaning>

export type SilentReason = keyof typeof silentReasons
