import assert from 'node:assert/strict'
import { clipFault } from '../../server/flows/clipFaults.ts'
import { errorCodes } from '../../server/protocol/errorCodes.ts'

describe('clipFault', () => {
  it('has the code of the mode', () => {
    assert.equal(clipFault('notMedia', 'digit').code, 'FailedOperation.LipVideoInvalid')
    assert.equal(clipFault('noFrames', 'digit').code, 'FailedOperation.LipSizeError')
    assert.equal(clipFault('notMedia', 'action').code, 'FailedOperation.VideoDecodeFailed')
    assert.equal(clipFault('noFrames', 'silent').code, 'FailedOperation.VideoDecodeFailed')
    for (const mode of ['digit', 'action', 'silent'] as const) {
      assert.equal(clipFault('tooLong', mode).code, 'FailedOperation.VideoDurationExceeded')
      assert.equal(clipFault('crashed', mode).code, 'FailedOperation.VideoDecodeFailed')
      assert.equal(clipFault('busy', mode).code, 'RequestLimitExceeded')
    }
  })

  it('names the limit and what to do, in both languages', () => {
    const limits = [
      ['tooLong', /30/],
      ['tooManyPixels', /4096/],
      ['tooManyFrames', /3600/],
      ['tooMuch', /8M/],
    ] as const
    for (const [fault, limit] of limits) {
      const { code, message } = clipFault(fault, 'silent')
      assert.ok(code in errorCodes)
      for (const words of Object.values(message)) {
        assert.match(words, limit)
        assert.match(words, /ffmpeg -i in -t \d+ .*-b:v 500k/)
      }
    }
  })
})
