import type { Context } from 'koa'
import { ApiError } from '../../errors.ts'
import { isSignatureMethodV1, verifySignatureV1 } from '../../signatureV1.ts'
import { formatSize } from '../formatSize.ts'
import type { GatewayOptions } from '../gatewayOptions.ts'
import type { GatewayState } from '../gatewayState.ts'
import { readTimestamp } from './readTimestamp.ts'
import { requestHosts } from './requestHosts.ts'
import type { SignatureClaim } from './signatureClaim.ts'

/** Limits of signature v1 in the SDKs (size limits of the Go SDK; common protocol §4). */
const maxBytes = { GET: 32 * 1024, POST: 1024 * 1024 }

/**
 * Reads and checks everything of a signature v1 request but the signature itself.
 *
 * @throws ApiError MissingParameter, InvalidParameterValue, AuthFailure.*
 */
export function readSignatureV1(
  ctx: Context & { state: GatewayState },
  parameters: ReadonlyMap<string, string>,
  options: GatewayOptions,
): SignatureClaim {
  const method = ctx.method === 'POST' ? 'POST' : 'GET'
  const sizeBytes = method === 'POST' ? ctx.state.rawBody.length : ctx.state.rawQuery.length
  if (sizeBytes > maxBytes[method]) {
    throw new ApiError('AuthFailure.SignatureFailure', {
      message: {
        zh: `签名方法 v1 的 ${method} 请求不得超过 ${formatSize(maxBytes[method])}。请改用 TC3-HMAC-SHA256 并以 POST 发送。`,
        en: `A ${method} request with signature v1 may have ${formatSize(maxBytes[method])}. Use TC3-HMAC-SHA256 with POST.`,
      },
    })
  }
  const timestamp = parameters.get('Timestamp') ?? ''
  readTimestamp('Timestamp', timestamp, ctx.state.receivedAt)
  if (parameters.get('Token') || ctx.get('X-TC-Token') !== '') {
    throw new ApiError('AuthFailure.TokenFailure')
  }
  for (const name of ['Nonce', 'SecretId', 'Signature']) {
    if (!parameters.get(name)) {
      throw new ApiError('MissingParameter', {
        detail: { zh: `缺少 ${name}。`, en: `Send ${name}.` },
      })
    }
  }
  const signatureMethod = parameters.get('SignatureMethod') ?? 'HmacSHA1'
  if (!isSignatureMethodV1(signatureMethod)) {
    throw new ApiError('AuthFailure.InvalidAuthorization', {
      message: {
        zh: 'SignatureMethod 只能是 HmacSHA1 或 HmacSHA256。',
        en: 'SignatureMethod is HmacSHA1 or HmacSHA256.',
      },
    })
  }
  const request = { method, parameters, signatureMethod, hosts: requestHosts(ctx, options) }
  return {
    secretId: parameters.get('SecretId') ?? '',
    holds: secretKey => verifySignatureV1(request, secretKey),
  }
}
