import assert from 'node:assert/strict'
import { recordedLimits } from '../../server/domain/capture/recordedLimits.ts'
import { ApiError } from '../../server/errors.ts'
import { createCaptureOwners } from '../../server/flows/captureOwners.ts'
import { createRunRecorded } from '../../server/flows/recorded/runRecorded.ts'

const unasked = async () => await Promise.reject(new Error('nobody asked for this'))

describe('recorded captures that start', () => {
  it('count from their first moment on, while the database is slow', async () => {
    let answer: (error: Error) => void = () => undefined
    const slow = new Promise<never>((_, reject) => {
      answer = reject
    })
    const recorded = createRunRecorded({
      findForDevice: unasked,
      admitCapture: () => slow,
      issueChallenge: unasked,
      owners: createCaptureOwners(),
      readClip: unasked,
      finishRecorded: unasked,
      markWorking: unasked,
      releaseCapture: unasked,
      clock: Date.now,
      monotonicMs: () => performance.now(),
      onFault: () => {},
    })
    const camera = { facing: 'user', widthPx: 480, heightPx: 640 } as const
    const request = { bizToken: 'token', deviceSecret: 'secret', supports: [], camera }
    const visitor = { origin: null, userAgent: '', isLocal: false, language: 'en-US' } as const
    const begin = async () =>
      await recorded.start(request, visitor).catch((error: unknown) => error)
    const codeOf = (error: unknown) => (error instanceof ApiError ? error.code : null)

    const first = Array.from({ length: recordedLimits.maxCaptures }, begin)
    assert.equal(codeOf(await begin()), 'Capture.Busy')
    answer(new ApiError('Session.Gone'))
    for (const error of await Promise.all(first)) assert.equal(codeOf(error), 'Session.Gone')
    assert.equal(codeOf(await begin()), 'Session.Gone', 'their places are free again')
  })
})
