import { z } from 'zod'
import type { Account } from '../../domain/account.ts'
import type { VerificationResult } from '../../flows/readResult.ts'
import type { ReadVideo } from '../../flows/readVideo.ts'
import type { GetDetectInfoResponse } from '../../protocol/actions.ts'
import type { DetectInfo, DetectInfoLegacyText, DetectInfoText } from '../../protocol/detectInfo.ts'
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
})

/** Result of a BizToken as one JSON text (doc 1007/33560, the older form). */
export function createGetDetectInfo(deps: Deps): Action<z.infer<typeof schema>> {
  return {
    schema,
    async handle(request, { account, language }): Promise<GetDetectInfoResponse> {
      const blocks = readInfoType(request.InfoType, 4)
      const result = await deps.readResult({
        account,
        bizToken: request.BizToken,
        ruleId: request.RuleId,
        bestFrames: blocks.bestFrame ? 1 : 0,
      })
      const video = await readVideoBlock(deps.readVideo, result, blocks)
      const [best] = result.bestFrames
      const info: DetectInfo = {
        Text: blocks.text ? legacyText(presentText(result, language)) : null,
        IdCardData: blocks.idCardData ? { OcrFront: null, OcrBack: null } : null,
        BestFrame: blocks.bestFrame
          ? { BestFrame: best ? Buffer.from(best).toString('base64') : null }
          : null,
        VideoData: blocks.videoData ? { LivenessVideo: video } : null,
      }
      return { DetectInfo: JSON.stringify(info) }
    },
  }
}

/** The older form names its fields one by one and calls the attempts Detail.LivenessData. */
function legacyText(text: DetectInfoText): DetectInfoLegacyText {
  return {
    ErrCode: text.ErrCode,
    ErrMsg: text.ErrMsg,
    IdCard: text.IdCard,
    Name: text.Name,
    OcrNation: text.OcrNation,
    OcrAddress: text.OcrAddress,
    OcrBirth: text.OcrBirth,
    OcrAuthority: text.OcrAuthority,
    OcrValidDate: text.OcrValidDate,
    OcrName: text.OcrName,
    OcrIdCard: text.OcrIdCard,
    OcrGender: text.OcrGender,
    LiveStatus: text.LiveStatus,
    LiveMsg: text.LiveMsg,
    Comparestatus: text.Comparestatus,
    Comparemsg: text.Comparemsg,
    Sim: text.Sim,
    Location: text.Location,
    Extra: text.Extra,
    Detail: {
      LivenessData: (text.LivenessDetail ?? []).map(attempt => ({
        ErrCode: attempt.Errcode,
        ErrMsg: attempt.Errmsg,
        ReqTime: attempt.ReqTime,
        IdCard: attempt.Idcard,
        Name: attempt.Name,
      })),
    },
  }
}
