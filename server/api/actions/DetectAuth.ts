import { z } from 'zod'
import type { StartedVerification, StartRequest } from '../../flows/startVerification.ts'
import type { DetectAuthResponse } from '../../protocol/actions.ts'
import { imageBase64Limit } from '../limits.ts'
import { readBase64 } from '../readBase64.ts'
import { refuseEncryption } from '../refuseEncryption.ts'
import type { Action } from './action.ts'

interface Deps {
  startVerification(request: StartRequest): Promise<StartedVerification>
  /** Page on which the person goes on; the native float H5 has one. */
  entryUrl(bizToken: string): string
}

const schema = z.object({
  RuleId: z.string().min(1).max(32),
  /** Historic, not needed: the rule names the channel. */
  TerminalType: z.string().optional(),
  IdCard: z.string().optional(),
  Name: z.string().optional(),
  RedirectUrl: z
    .string()
    .max(1024)
    .refine(isWebAddress, {
      params: {
        words: {
          zh: '须以 http:// 或 https:// 开头的网址。',
          en: 'must be an address that begins with http:// or https://.',
        },
      },
    })
    .optional(),
  Extra: z.string().max(1024).optional(),
  ImageBase64: z.string().optional(),
  Encryption: z.unknown().optional(),
  IntentionVerifyText: z.unknown().optional(),
  IntentionQuestions: z.unknown().optional(),
  IntentionActions: z.unknown().optional(),
})

/** R33: anything but http and https (javascript:, weixin: …) would run in the person's page. */
function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]/.test(text) && URL.canParse(text)
}

/** Opens a verification session (doc 1007/31816) and answers its BizToken, valid for 7,200 s. */
export function createDetectAuth(deps: Deps): Action<z.infer<typeof schema>> {
  return {
    schema,
    async handle(request, { account }): Promise<DetectAuthResponse> {
      refuseEncryption(request.Encryption)
      const { session, channel } = await deps.startVerification({
        account,
        ruleId: request.RuleId,
        name: request.Name,
        idCard: request.IdCard,
        redirectUrl: request.RedirectUrl,
        extra: request.Extra,
        referencePhoto:
          request.ImageBase64 === undefined
            ? undefined
            : readBase64('ImageBase64', request.ImageBase64, imageBase64Limit),
      })
      const Url = channel === 'h5-native' ? deps.entryUrl(session.bizToken) : null
      return { Url, BizToken: session.bizToken }
    },
  }
}
