import { createHash } from 'node:crypto'
import {
  recordHeaders,
  recordPath,
  type RecordFinishAnswer,
  type RecordPartAnswer,
  type RecordStartAnswer,
} from '../../server/protocol/recordedCapture.ts'
import type { Device } from './captureClient.ts'
import { postSession, type SessionReply } from './sessionClient.ts'

export const sha256 = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex')

/** A device that records first and uploads then, as a test drives it step by step. */
export class RecordClient {
  readonly url: string
  readonly device: Device
  captureId = ''

  constructor(url: string, device: Device) {
    this.url = url
    this.device = device
  }

  get request() {
    return { ...this.device, captureId: this.captureId }
  }

  async start(change: object = {}): Promise<SessionReply<RecordStartAnswer>> {
    const reply = await postSession<RecordStartAnswer>(this.url, 'record/start', {
      ...this.device,
      supports: ['light@1', 'digit@1', 'light-digit@1'],
      camera: { facing: 'user', widthPx: 480, heightPx: 640 },
      ...change,
    })
    if (reply.status === 200) this.captureId = reply.body.captureId
    return reply
  }

  async commit(
    clip: Uint8Array,
    painted: readonly number[],
    change: object = {},
  ): Promise<SessionReply<object>> {
    return await postSession(this.url, 'record/commit', {
      ...this.request,
      painted,
      sizeBytes: clip.length,
      sha256: sha256(clip),
      ...change,
    })
  }

  async part(
    offset: number | string,
    bytes: Uint8Array,
    headers: Record<string, string> = {},
  ): Promise<SessionReply<RecordPartAnswer>> {
    const { bizToken, deviceSecret } = this.device
    const query = `captureId=${this.captureId}&offset=${offset}`
    const response = await fetch(`${this.url}${recordPath}/part?${query}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/octet-stream',
        'Accept-Language': 'en',
        [recordHeaders.bizToken]: bizToken,
        [recordHeaders.deviceSecret]: deviceSecret,
        ...headers,
      },
      body: Uint8Array.from(bytes),
    })
    return {
      status: response.status,
      headers: response.headers,
      body: JSON.parse((await response.text()) || '{}'),
    }
  }

  /** All parts, one after the other. */
  async upload(clip: Uint8Array, partBytes = 512 * 1024): Promise<void> {
    for (let offset = 0; offset < clip.length; offset += partBytes) {
      const { status, body } = await this.part(offset, clip.subarray(offset, offset + partBytes))
      if (status !== 200) throw new Error(`part: ${body.code}`)
    }
  }

  async finish(change: object = {}): Promise<SessionReply<RecordFinishAnswer>> {
    return await postSession(this.url, 'record/finish', { ...this.request, ...change })
  }
}
