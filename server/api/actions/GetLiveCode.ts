import { z } from 'zod'
import type { IssueValue } from '../../flows/issueValue.ts'
import type { GetLiveCodeResponse } from '../../protocol/clipActions.ts'
import type { Action } from './action.ts'

interface Deps {
  issueValue: IssueValue
}

const schema = z.object({})

/** Four digits to be read aloud (doc 1007/31821): for one call of LivenessType LIP, within ten minutes. */
export function createGetLiveCode({ issueValue }: Deps): Action<z.infer<typeof schema>> {
  return {
    schema,
    async handle(_request, { account }): Promise<GetLiveCodeResponse> {
      return { LiveCode: await issueValue({ kind: 'liveCode', account }) }
    },
  }
}
