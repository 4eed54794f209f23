import { z } from 'zod'
import type { IssueValue } from '../../flows/issueValue.ts'
import type { GetActionSequenceResponse } from '../../protocol/clipActions.ts'
import type { Action } from './action.ts'

interface Deps {
  issueValue: IssueValue
}

const schema = z.object({
  /** Without effect in the reference service, too. */
  ActionType: z.string().optional(),
})

/** The order of two actions (doc 1007/31822): for one call of LivenessType ACTION, within ten minutes. */
export function createGetActionSequence({ issueValue }: Deps): Action<z.infer<typeof schema>> {
  return {
    schema,
    async handle(_request, { account }): Promise<GetActionSequenceResponse> {
      return { ActionSequence: await issueValue({ kind: 'actionSequence', account }) }
    },
  }
}
