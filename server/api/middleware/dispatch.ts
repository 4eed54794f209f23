import type { Middleware } from 'koa'
import type { GatewayState } from '../gatewayState.ts'
import { refuseIssue } from '../parameters/refuseIssue.ts'

/** Holds the parameters against the action's schema and runs the action. */
export function createDispatch(): Middleware<GatewayState> {
  return async function dispatch({ state }) {
    const parsed = state.action.schema.safeParse(state.parameters)
    const issue = parsed.error?.issues[0]
    if (issue) refuseIssue(issue, state.parameters)

    state.answer = await state.action.handle(parsed.data, {
      account: state.account,
      requestId: state.requestId,
      now: state.receivedAt,
      language: state.language,
      region: state.region,
    })
  }
}
