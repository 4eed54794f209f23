import type { Context, Middleware } from 'koa'
import type { Account, ApiKey } from '../../domain/account.ts'
import { ApiError } from '../../errors.ts'
import type { GatewayOptions } from '../gatewayOptions.ts'
import type { GatewayState } from '../gatewayState.ts'
import { readSignatureV1 } from '../signing/readSignatureV1.ts'
import { readTc3 } from '../signing/readTc3.ts'

/** Finds the key that a SecretId names, whatever its state; null when there is none. */
export type FindKey = (secretId: string) => Promise<{ apiKey: ApiKey; account: Account } | null>

/** Checks timestamp, key and signature, in this order, and finds the account (§4). */
export function createAuthenticate(
  findKey: FindKey,
  options: GatewayOptions,
): Middleware<GatewayState> {
  return async function authenticate(ctx, next) {
    const claim = readClaim(ctx, options)
    const { secretId } = claim
    if (!/^[\w-]{1,128}$/.test(secretId)) throw new ApiError('AuthFailure.InvalidSecretId')

    const found = await findKey(secretId)
    if (!found || found.apiKey.state !== 'active') {
      throw new ApiError('AuthFailure.SecretIdNotFound')
    }
    if (!claim.holds(found.apiKey.secretKey)) throw new ApiError('AuthFailure.SignatureFailure')

    if (found.account.state !== 'active') {
      throw new ApiError('UnauthorizedOperation', {
        detail: { zh: '账号已被停用。', en: 'The account is suspended.' },
      })
    }
    ctx.state.account = found.account
    await next()
  }
}

function readClaim(ctx: Context & { state: GatewayState }, options: GatewayOptions) {
  const { signing } = ctx.state
  return signing.scheme === 'tc3'
    ? readTc3(ctx, options)
    : readSignatureV1(ctx, signing.parameters, options)
}
