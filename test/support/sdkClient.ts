import { faceid } from 'tencentcloud-sdk-nodejs/tencentcloud/services/faceid/index.js'
import { testKey } from './app.ts'

// The SDK sends even loopback requests through these.
for (const name of ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY']) {
  Reflect.deleteProperty(process.env, name)
}

/** The official client, unchanged. */
export type SdkClient = InstanceType<typeof faceid.v20180301.Client>

/** What the official SDK throws. */
export interface SdkError {
  code?: string
  message: string
  requestId?: string
  traceId?: string
  httpCode?: number
}

/** How the official client signs and sends. */
export interface SdkSettings {
  signMethod?: 'TC3-HMAC-SHA256' | 'HmacSHA1' | 'HmacSHA256'
  reqMethod?: 'GET' | 'POST'
  language?: 'zh-CN' | 'en-US'
  region?: string
  secretId?: string
  secretKey?: string
  token?: string
}

/** Points the official client at a server: changing the endpoint is all an integrator does (R39). */
export function createSdkClient(endpoint: string, settings: SdkSettings = {}): SdkClient {
  const { secretId, secretKey } = { ...testKey, ...settings }
  return new faceid.v20180301.Client({
    credential: { secretId, secretKey, ...(settings.token ? { token: settings.token } : {}) },
    region: settings.region ?? '',
    profile: {
      signMethod: settings.signMethod ?? 'TC3-HMAC-SHA256',
      ...(settings.language ? { language: settings.language } : {}),
      httpProfile: {
        endpoint,
        protocol: 'http://',
        reqMethod: settings.reqMethod ?? 'POST',
        reqTimeout: 10,
      },
    },
  })
}

/** What the SDK throws for a call that must fail. */
export async function catchSdkError(call: Promise<unknown>): Promise<SdkError> {
  let answer: unknown
  try {
    answer = await call
  } catch (error) {
    if (isSdkError(error)) return error
    throw error
  }
  throw new Error(`expected a failure, got ${JSON.stringify(answer)}`)
}

function isSdkError(error: unknown): error is SdkError {
  return error instanceof Error && 'requestId' in error
}
