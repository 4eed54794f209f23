import assert from 'node:assert/strict'
import fc from 'fast-check'
import { readBase64 } from '../../server/api/readBase64.ts'
import { ApiError } from '../../server/errors.ts'

const limit = 3 * 1024 * 1024

function refusal(text: string, maxBytes = limit): ApiError {
  try {
    readBase64('ImageBase64', text, maxBytes)
  } catch (error) {
    assert.ok(error instanceof ApiError)
    return error
  }
  throw new assert.AssertionError({ message: `${JSON.stringify(text.slice(0, 40))} was accepted` })
}

describe('readBase64', () => {
  it('decodes any bytes that were encoded with the standard alphabet and padding', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), bytes => {
        const text = Buffer.from(bytes).toString('base64')
        assert.deepEqual(new Uint8Array(readBase64('ImageBase64', text, limit)), bytes)
      }),
    )
  })

  it('never accepts text that is not the encoding of its own result', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 24 }), text => {
        try {
          const bytes = readBase64('ImageBase64', text, limit)
          assert.equal(Buffer.from(bytes).toString('base64'), text)
        } catch (error) {
          assert.ok(error instanceof ApiError)
        }
      }),
    )
  })

  it('says that a data: prefix must go', () => {
    const error = refusal('data:image/jpeg;base64,/9j/4AAQ')
    assert.equal(error.code, 'InvalidParameterValue')
    assert.match(error.words.en, /^ImageBase64: .*data: prefix/)
    assert.match(error.words.zh, /data: 前缀/)
    assert.match(refusal('DATA:,AAAA').words.en, /data: prefix/)
  })

  it('says that newlines must go, and where the first is', () => {
    assert.match(refusal('AAAA\nAAAA').words.en, /newlines \(character 5\)/)
    assert.match(refusal('AAAA\r\nAAAA').words.zh, /换行/)
  })

  it('says what other characters mean', () => {
    assert.match(refusal('AAAA AAAA').words.en, /white space.*%2B/)
    assert.match(refusal('AA-A').words.en, /URL-safe/)
    assert.match(refusal('AA_A').words.zh, /URL 安全/)
    assert.match(refusal('AAA*').words.en, /character 4/)
    assert.match(refusal('AA中A').words.en, /alphabet/)
  })

  it('refuses bad padding, bad length and stray bits', () => {
    assert.match(refusal('AA=A').words.en, /padding/)
    assert.match(refusal('A===').words.en, /padding/)
    assert.match(refusal('AAAAA').words.en, /multiple of 4/)
    assert.match(refusal('/9j/4A').words.en, /multiple of 4/)
    assert.match(refusal('QR==').words.en, /stray bits/)
  })

  it('refuses an empty string and names the limit of one that is too large', () => {
    assert.equal(refusal('').code, 'FailedOperation.EmptyImageError')
    const error = refusal('A'.repeat(limit + 4))
    assert.equal(error.code, 'FailedOperation.ImageSizeTooLarge')
    assert.match(error.words.en, /at most 3 MB/)
    assert.equal(readBase64('ImageBase64', 'A'.repeat(limit), limit).length, (limit / 4) * 3)
  })

  it('answers with the codes of other media where they are given', () => {
    const codes = {
      empty: 'InvalidParameterValue',
      tooLarge: 'FailedOperation.LipSizeError',
    } as const
    assert.throws(() => readBase64('VideoBase64', 'AAAA', 3, codes), {
      code: 'FailedOperation.LipSizeError',
    })
    assert.throws(() => readBase64('VideoBase64', '', 3, codes), { code: 'InvalidParameterValue' })
  })
})
