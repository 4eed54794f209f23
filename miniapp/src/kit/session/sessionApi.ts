import {
  nativePath,
  type NativeFinishAnswer,
  type NativeFinishRequest,
  type NativeStartAnswer,
} from '../../../../server/protocol/nativeCapture.ts'
import {
  recordHeaders,
  recordPath,
  type RecordCommitRequest,
  type RecordFinishAnswer,
  type RecordPartAnswer,
  type RecordRequest,
  type RecordStartAnswer,
  type RecordStartRequest,
} from '../../../../server/protocol/recordedCapture.ts'
import {
  sessionPath,
  type ConsentAnswer,
  type ConsentRequest,
  type DeviceRequest,
  type IdentityAnswer,
  type IdentityRequest,
  type OpenAnswer,
  type OpenidRequest,
  type SessionRefusal,
  type StatusAnswer,
} from '../../../../server/protocol/session.ts'
import type { Platform } from '../platform/platform.ts'
import { within } from '../platform/within.ts'

/** What the server answered; `offline` when no answer of the server came back. */
export type ApiAnswer<T> =
  { ok: true; value: T } | { ok: false; refusal: SessionRefusal | 'offline' }

/** The person-facing HTTP API (server/protocol) as functions. They never throw. */
export interface SessionApi {
  open: (request: { bizToken: string; deviceSecret?: string }) => Promise<ApiAnswer<OpenAnswer>>
  consent: (request: ConsentRequest) => Promise<ApiAnswer<ConsentAnswer>>
  openid: (request: OpenidRequest) => Promise<ApiAnswer<object>>
  identity: (request: IdentityRequest) => Promise<ApiAnswer<IdentityAnswer>>
  withdraw: (request: DeviceRequest) => Promise<ApiAnswer<object>>
  status: (request: DeviceRequest) => Promise<ApiAnswer<StatusAnswer>>
  recordStart: (request: RecordStartRequest) => Promise<ApiAnswer<RecordStartAnswer>>
  recordCommit: (request: RecordCommitRequest) => Promise<ApiAnswer<object>>
  recordPart: (
    request: RecordRequest,
    offset: number,
    part: ArrayBuffer,
  ) => Promise<ApiAnswer<RecordPartAnswer>>
  recordFinish: (request: RecordRequest) => Promise<ApiAnswer<RecordFinishAnswer>>
  nativeStart: (request: DeviceRequest) => Promise<ApiAnswer<NativeStartAnswer>>
  nativeFinish: (request: NativeFinishRequest) => Promise<ApiAnswer<NativeFinishAnswer>>
}

/** Past these the network counts as gone, ms. Judging a recording takes the server some seconds. */
const timeoutMs = 15_000
const longTimeoutMs = 30_000

/** `endpoint`: where the server is, ending in a slash. `language` is asked for at each request. */
export function createSessionApi(
  wx: Platform,
  endpoint: string,
  language: () => string,
): SessionApi {
  async function send<T extends object>(
    path: string,
    data: string | ArrayBuffer,
    header: Record<string, string>,
    afterMs: number,
  ): Promise<ApiAnswer<T>> {
    const url = endpoint + path.slice(1)
    // The server's own types: checked where they are made, versioned by the socket's hello.
    const answer = await within<Answer<T>>(afterMs + 1000, (success, fail) =>
      wx.request<T>({
        url,
        method: 'POST',
        data,
        header: { ...header, 'Accept-Language': language() },
        timeout: afterMs,
        dataType: 'json',
        success,
        fail,
      }),
    )
    if (!answer) return { ok: false, refusal: 'offline' }
    if (answer.statusCode >= 200 && answer.statusCode < 300) return { ok: true, value: answer.data }
    return { ok: false, refusal: isRefusal(answer.data) ? answer.data : 'offline' }
  }

  const post = <T extends object>(path: string, body: unknown, afterMs = timeoutMs) =>
    send<T>(path, JSON.stringify(body), { 'Content-Type': 'application/json' }, afterMs)

  return {
    open: request => post(`${sessionPath}/open`, request),
    consent: request => post(`${sessionPath}/consent`, request),
    openid: request => post(`${sessionPath}/openid`, request),
    identity: request => post(`${sessionPath}/identity`, request),
    withdraw: request => post(`${sessionPath}/withdraw`, request),
    status: request => post(`${sessionPath}/status`, request),
    recordStart: request => post(`${recordPath}/start`, request),
    recordCommit: request => post(`${recordPath}/commit`, request),
    recordPart: ({ bizToken, deviceSecret, captureId }, offset, part) =>
      send(
        `${recordPath}/part?captureId=${encodeURIComponent(captureId)}&offset=${offset}`,
        part,
        {
          'Content-Type': 'application/octet-stream',
          [recordHeaders.bizToken]: bizToken,
          [recordHeaders.deviceSecret]: deviceSecret,
        },
        longTimeoutMs,
      ),
    recordFinish: request => post(`${recordPath}/finish`, request, longTimeoutMs),
    nativeStart: request => post(`${nativePath}/start`, request),
    nativeFinish: request => post(`${nativePath}/finish`, request, longTimeoutMs),
  }
}

interface Answer<T> {
  statusCode: number
  data: T
}

function isRefusal(value: unknown): value is SessionRefusal {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    'message' in value &&
    typeof value.code === 'string' &&
    typeof value.message === 'string'
  )
}
