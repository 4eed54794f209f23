import {
  recordingPath,
  type RecordingAnswer,
  type RecordingOffer,
  type RecordingVerdict,
} from '../../../server/protocol/recording.ts'

/** An answer of the server, or its status: 0 when none came. */
export type Answer<Body> = { ok: true; body: Body } | { ok: false; status: number }

/** What the recording page asks of the server. */
export function createRecordingApi(language: () => string) {
  async function ask<Body>(
    path: string,
    bearer: string,
    init: RequestInit = {},
  ): Promise<Answer<Body>> {
    const headers = {
      Authorization: `Bearer ${bearer}`,
      'Accept-Language': language(),
      ...(typeof init.body === 'string' && { 'Content-Type': 'application/json' }),
    }
    try {
      const response = await fetch(`..${recordingPath}${path}`, { ...init, headers })
      if (!response.ok) return { ok: false, status: response.status }
      const body: Body = await response.json()
      return { ok: true, body }
    } catch {
      return { ok: false, status: 0 }
    }
  }
  return {
    offer: (token: string) => ask<RecordingOffer>('/consent', token),
    agree: (token: string, textHash: string) =>
      ask<RecordingAnswer>('/speakers', token, {
        method: 'POST',
        body: JSON.stringify({
          language: language() === 'en' ? 'en-US' : 'zh-CN',
          textHash,
          scopes: ['voice', 'training', 'adult'],
        }),
      }),
    keep: (speaker: RecordingAnswer, place: number, pcm: Blob) =>
      ask<RecordingVerdict>(`/speakers/${speaker.speakerId}/${place}`, speaker.secret, {
        method: 'PUT',
        body: pcm,
      }),
    withdraw: (speakerId: string, secret: string) =>
      ask<object>(`/speakers/${speakerId}`, secret, { method: 'DELETE' }),
  }
}
