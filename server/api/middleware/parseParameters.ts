import type { Middleware } from 'koa'
import type { GatewayState } from '../gatewayState.ts'
import { coerceParameters } from '../parameters/coerceParameters.ts'
import { readForm } from '../parameters/readForm.ts'
import { readJson } from '../parameters/readJson.ts'
import { unflatten } from '../parameters/unflatten.ts'

/** Parameters of signature v1 that belong to the protocol and not to the action. */
const commonParameters: ReadonlySet<string> = new Set([
  'Action',
  'Language',
  'Nonce',
  'Region',
  'RequestClient',
  'SecretId',
  'Signature',
  'SignatureMethod',
  'Timestamp',
  'Token',
  'Version',
])

/** Reads the action's parameters; runs after the signature held and the rate allowed it. */
export function createParseParameters(): Middleware<GatewayState> {
  return async function parseParameters(ctx, next) {
    const { state } = ctx
    if (state.signing.scheme === 'tc3' && ctx.method === 'POST') {
      state.parameters = readJson(state.rawBody)
    } else {
      const flat = state.signing.scheme === 'tc3' ? readForm(state.rawQuery) : businessOnly(state)
      state.parameters = coerceParameters(unflatten(flat), state.action.schema)
    }
    await next()
  }
}

function businessOnly({ signing }: GatewayState): Map<string, string> {
  const all = signing.scheme === 'v1' ? signing.parameters : new Map<string, string>()
  return new Map([...all].filter(([name]) => !commonParameters.has(name)))
}
