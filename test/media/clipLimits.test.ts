import assert from 'node:assert/strict'
import { clipLimits } from '../../server/media/clipLimits.ts'
import { frameSides } from '../../server/vision/decodeFrame.ts'

describe('the frames of a recorded clip', () => {
  it('are no larger than vision takes frames, whatever was recorded', () => {
    assert.ok(clipLimits.maxFramePx <= frameSides.maxPx)
  })
})
