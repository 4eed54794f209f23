import type { Context, Middleware } from 'koa'
import { ApiError } from '../../errors.ts'
import { apiVersion, knownActions } from '../../protocol/knownActions.ts'
import type { Action } from '../actions/action.ts'
import type { GatewayState } from '../gatewayState.ts'
import { readForm } from '../parameters/readForm.ts'

/** Regional host names and regions are accepted and recorded (R37). */
const defaultRegion = 'ap-guangzhou'

/**
 * Finds out which action is asked for: from the X-TC headers (TC3), or from query or form
 * parameters (signature v1, which sends no such header).
 */
export function createReadAction(
  actions: Readonly<Record<string, Action>>,
): Middleware<GatewayState> {
  return async function readAction(ctx, next) {
    const { state } = ctx
    const isTc3 = ctx.get('X-TC-Action') !== '' || ctx.get('Authorization') !== ''
    if (isTc3) {
      if (ctx.method === 'POST') requireJson(ctx)
      state.signing = { scheme: 'tc3' }
    } else {
      const parameters = readForm(ctx.method === 'POST' ? formText(ctx) : state.rawQuery)
      state.signing = { scheme: 'v1', parameters }
      state.language = parameters.get('Language') === 'en-US' ? 'en-US' : state.language
    }
    const { signing } = state
    const read = (name: string): string =>
      signing.scheme === 'tc3' ? ctx.get(`X-TC-${name}`) : (signing.parameters.get(name) ?? '')

    const name = required(read('Action'), isTc3 ? 'X-TC-Action' : 'Action')
    const version = required(read('Version'), isTc3 ? 'X-TC-Version' : 'Version')
    state.action = findAction(actions, name)
    state.actionName = name
    if (version !== apiVersion) throw new ApiError('NoSuchVersion')
    state.region = read('Region') || defaultRegion
    if (!/^[A-Za-z0-9-]{1,64}$/.test(state.region)) throw new ApiError('UnsupportedRegion')
    await next()
  }
}

function findAction(actions: Readonly<Record<string, Action>>, name: string): Action {
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined
  if (action) return action
  throw new ApiError(Object.hasOwn(knownActions, name) ? 'UnsupportedOperation' : 'InvalidAction')
}

function required(value: string, name: string): string {
  if (value !== '') return value
  throw new ApiError('MissingParameter', { detail: { zh: `缺少 ${name}。`, en: `Send ${name}.` } })
}

function requireJson(ctx: Context): void {
  if (ctx.request.is('application/json') || ctx.request.length === 0) return
  throw new ApiError('UnsupportedProtocol', {
    detail: {
      zh: '使用 TC3-HMAC-SHA256 的 POST 请求，Content-Type 须为 application/json。',
      en: 'A POST request with TC3-HMAC-SHA256 has the Content-Type application/json.',
    },
  })
}

/** Form of signature v1. Percent-encoded text is ASCII, so the bytes are its characters. */
function formText(ctx: Context & { state: GatewayState }): string {
  if (ctx.request.is('application/x-www-form-urlencoded')) {
    return ctx.state.rawBody.toString('latin1')
  }
  throw new ApiError('MissingParameter', {
    detail: { zh: '缺少 X-TC-Action 请求头。', en: 'Send the header X-TC-Action.' },
  })
}
