import type { Context } from 'koa'
import { ApiError } from '../../errors.ts'
import { readTc3Authorization, tc3Date, verifyTc3 } from '../../tc3.ts'
import type { Tc3Authorization, Tc3Request } from '../../tc3.ts'
import type { GatewayOptions } from '../gatewayOptions.ts'
import type { GatewayState } from '../gatewayState.ts'
import { readTimestamp } from './readTimestamp.ts'
import { requestHosts } from './requestHosts.ts'
import type { SignatureClaim } from './signatureClaim.ts'

/** GET limit of the reference service for either signature. */
const maxGetBytes = 32 * 1024

/**
 * Reads and checks everything of a TC3-HMAC-SHA256 request but the signature itself.
 *
 * @throws ApiError RequestSizeLimitExceeded, MissingParameter, InvalidParameterValue, AuthFailure.*
 */
export function readTc3(
  ctx: Context & { state: GatewayState },
  options: GatewayOptions,
): SignatureClaim {
  const { state } = ctx
  if (ctx.method === 'GET' && state.rawQuery.length > maxGetBytes) {
    throw new ApiError('RequestSizeLimitExceeded', {
      detail: { zh: 'GET 请求不得超过 32 KB，请改用 POST。', en: 'GET may have 32 KB; use POST.' },
    })
  }
  const timestamp = readTimestamp('X-TC-Timestamp', ctx.get('X-TC-Timestamp'), state.receivedAt)
  if (ctx.get('X-TC-Token') !== '') throw new ApiError('AuthFailure.TokenFailure')
  const authorization = readAuthorization(ctx.get('Authorization'))
  checkScope(authorization, timestamp, options.serviceName)
  const request = {
    method: ctx.method,
    query: state.rawQuery,
    headers: readHeaders(ctx, authorization.signedHeaders),
    payload: readPayload(ctx, options),
    timestamp,
    hosts: requestHosts(ctx, options),
  }
  return {
    secretId: authorization.secretId,
    holds: secretKey => verifyTc3(authorization, request, secretKey),
  }
}

function readAuthorization(header: string): Tc3Authorization {
  const authorization = readTc3Authorization(header)
  if (authorization) return authorization
  throw new ApiError('AuthFailure.InvalidAuthorization', {
    detail: {
      zh: 'SignedHeaders 须包含 content-type 与 host，且不接受 SKIP。',
      en: 'SignedHeaders must contain content-type and host; SKIP is not accepted.',
    },
  })
}

function checkScope(
  { date, service }: Tc3Authorization,
  timestamp: number,
  serviceName: string | null,
): void {
  if (date !== tc3Date(timestamp)) {
    throw new ApiError('AuthFailure.SignatureFailure', {
      detail: {
        zh: 'Credential 中的日期须为 X-TC-Timestamp 的 UTC 日期。',
        en: 'The date in Credential must be the UTC date of X-TC-Timestamp.',
      },
    })
  }
  if (serviceName !== null && service !== serviceName) {
    throw new ApiError('AuthFailure.SignatureFailure', {
      detail: {
        zh: `Credential 中的服务名须为 ${serviceName}。`,
        en: `The service in Credential must be ${serviceName}.`,
      },
    })
  }
}

function readPayload(
  ctx: Context & { state: GatewayState },
  options: GatewayOptions,
): Tc3Request['payload'] {
  if (ctx.get('X-TC-Content-SHA256') !== 'UNSIGNED-PAYLOAD') return ctx.state.rawBody
  if (options.allowUnsignedPayload) return 'UNSIGNED-PAYLOAD'
  throw new ApiError('AuthFailure.SignatureFailure', {
    detail: {
      zh: '本服务器未启用 UNSIGNED-PAYLOAD，请对正文签名。',
      en: 'UNSIGNED-PAYLOAD is switched off on this server: sign the body.',
    },
  })
}

function readHeaders(ctx: Context, names: readonly string[]): Record<string, string | undefined> {
  const headers: Record<string, string | undefined> = Object.create(null)
  for (const name of names) headers[name] = ctx.req.headersDistinct[name]?.join(',')
  return headers
}
