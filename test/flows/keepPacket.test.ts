import assert from 'node:assert/strict'
import { ApiError } from '../../server/errors.ts'
import type { CaptureMedia } from '../../server/flows/captureMedia.ts'
import { keepPacket } from '../../server/flows/keepPacket.ts'

describe('sound that arrives', () => {
  const challengeSentMs = 5_000
  const kept: number[] = []
  const unasked = () => assert.fail('nobody asked for this')
  const media: CaptureMedia = {
    preview: unasked,
    isPreviewGood: unasked,
    hint: unasked,
    keepFrame: unasked,
    keepStill: unasked,
    keepSound: ({ timeMs }) => void kept.push(timeMs),
    endLeadIn: unasked,
    counts: () => ({ frames: 0, stills: 0, soundBytes: 0 }),
    previewHashes: unasked,
    settle: unasked,
    close: unasked,
  }
  const sound = (timeMs: number, sentMs: number | null = challengeSentMs) =>
    keepPacket({ kind: 'sound', timeMs, pcm: new Uint8Array(3200) }, media, sentMs)

  it('is kept for a minute from the challenge on, by its times too: gaps are filled with silence', () => {
    sound(challengeSentMs)
    sound(challengeSentMs + 60_000)
    const isTooMuch = (error: unknown) =>
      error instanceof ApiError && error.code === 'Capture.TooMany'
    assert.throws(() => sound(challengeSentMs + 60_001), isTooMuch)
    assert.throws(() => sound(1e12), isTooMuch)
    assert.throws(() => sound(challengeSentMs, null), isTooMuch)
    assert.deepEqual(kept, [challengeSentMs, challengeSentMs + 60_000])
  })
})
