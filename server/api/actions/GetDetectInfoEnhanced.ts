import { z } from 'zod'
import type { Account } from '../../domain/account.ts'
import type { VerificationResult } from '../../flows/readResult.ts'
import type { ReadVideo } from '../../flows/readVideo.ts'
import type { GetDetectInfoEnhancedResponse } from '../../protocol/actions.ts'
import type { DetectInfoBestFrame } from '../../protocol/detectInfo.ts'
import { refuseEncryption } from '../refuseEncryption.ts'
import type { Action } from './action.ts'
import { presentText } from './presentText.ts'
import { readInfoType } from './readInfoType.ts'
import { readVideoBlock } from './readVideoBlock.ts'

interface Deps {
  readResult(request: {
    account: Account
    bizToken: string
    ruleId: string
    bestFrames?: number
  }): Promise<VerificationResult>
  readVideo: ReadVideo
}

const schema = z.object({
  BizToken: z.string().min(1),
  RuleId: z.string().min(1).max(32),
  InfoType: z.string().optional(),
  BestFramesCount: z.int().min(0).max(10).optional(),
  IsCutIdCardImage: z.boolean().optional(),
  IsNeedIdCardAvatar: z.boolean().optional(),
  IsEncrypt: z.boolean().optional(),
  Encryption: z.unknown().optional(),
  IsEncryptResponse: z.boolean().optional(),
  IsReturnAllVideo: z.boolean().optional(),
})

/** Structured result of a BizToken (doc 1007/41957); blocks not asked for are null. */
export function createGetDetectInfoEnhanced(deps: Deps): Action<z.infer<typeof schema>> {
  return {
    schema,
    async handle(request, { account, language }): Promise<GetDetectInfoEnhancedResponse> {
      refuseEncryption(request.Encryption)
      const blocks = readInfoType(request.InfoType, 6)
      const result = await deps.readResult({
        account,
        bizToken: request.BizToken,
        ruleId: request.RuleId,
        bestFrames: blocks.bestFrame ? Math.max(1, request.BestFramesCount ?? 0) : 0,
      })
      const video = await readVideoBlock(deps.readVideo, result, blocks)
      return {
        Text: blocks.text ? presentText(result, language) : null,
        // No ID card is captured (R31).
        IdCardData: null,
        BestFrame: presentBestFrames(result, request.BestFramesCount ?? 0),
        // LivenessVideos is a paid extra of the reference service; IsReturnAllVideo asks in vain.
        VideoData: video === null ? null : { LivenessVideo: video, LivenessVideos: null },
        Encryption: null,
        EncryptedBody: null,
        IsVerifyIntention: false,
        IntentionVerifyType: null,
        IntentionVerifyData: null,
        IntentionQuestionResult: null,
        IntentionActionResult: null,
      }
    },
  }
}

/** Null when there is no picture (yet), or none was asked for. */
function presentBestFrames(
  { bestFrames }: VerificationResult,
  count: number,
): DetectInfoBestFrame | null {
  const pictures = bestFrames.map(jpeg => Buffer.from(jpeg).toString('base64'))
  const [best] = pictures
  if (best === undefined) return null
  return { BestFrame: best, BestFrames: count > 0 ? pictures.slice(0, count) : null }
}
