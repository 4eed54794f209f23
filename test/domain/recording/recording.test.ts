import assert from 'node:assert/strict'
import { isDigitCode } from '../../../server/domain/digit/isDigitCode.ts'
import { cutCode } from '../../../server/domain/recording/cutCode.ts'
import { drawRecordingCodes } from '../../../server/domain/recording/drawRecordingCodes.ts'
import { recordingConsent } from '../../../server/domain/recording/recordingConsent.ts'
import { bytesPerMs, recordingLimits } from '../../../server/domain/recording/recordingLimits.ts'
import { writeWav } from '../../../server/domain/writeWav.ts'
import { readWav } from '../../../server/domain/capture/readWav.ts'
import { recordingWords } from '../../../h5/src/recording/recordingText.ts'
import { randomBytes } from '../../support/randomBytes.ts'
import { spokenPcm } from '../../support/spokenPcm.ts'

const read = (words: number) => readWav(writeWav(spokenPcm(words), 16_000))!

describe('recordings of volunteers', () => {
  it('are of twenty different codes of a challenge’s kind', () => {
    const codes = drawRecordingCodes(randomBytes(3))
    assert.equal(new Set(codes).size, 20)
    assert.ok(codes.every(isDigitCode))
    assert.notDeepEqual(drawRecordingCodes(randomBytes(4)), codes)
  })

  it('take no more of the disk than is said, of however many volunteers', () => {
    const { speakers, codes, takes, maxMs } = recordingLimits
    const bytes = speakers * codes * takes * maxMs * bytesPerMs
    assert.equal((bytes / 1e9).toFixed(1), '7.7')
  })

  it('become WAV files that read as what was sent', () => {
    const pcm = spokenPcm(1)
    const { samples, rateHz } = read(1)
    assert.equal(rateHz, 16_000)
    const view = new DataView(pcm.buffer)
    for (const at of [0, 13_000, 15_000, samples.length - 1])
      assert.equal(Math.round(samples[at]! * 32_768), view.getInt16(2 * at, true))
  })

  it('are cut at the pauses, and left out when they do not fall into the digits', () => {
    const words = cutCode(read(4).samples, 4)
    assert.equal(words?.length, 4)
    for (const word of words ?? []) {
      const ms = word.length / 16
      assert.ok(ms > 350 && ms < 600, String(ms))
    }
    assert.equal(cutCode(read(3).samples, 4), null)
    assert.equal(cutCode(new Float32Array(), 4), null)
  })

  it('are asked for in words that say who, what for, how long, and the way out, in both languages', () => {
    const facts = { business: 'Example Ltd', days: 77 }
    const [zh, en] = [recordingConsent(facts, 'zh-CN'), recordingConsent(facts, 'en-US')]
    for (const { text } of [zh, en]) assert.match(text, /Example Ltd[^]*77/)
    assert.match(zh.text, /自愿[^]*撤回/)
    assert.match(en.text, /voluntary[^]*withdraws/)
    assert.equal(zh.text.split('\n').length, en.text.split('\n').length)
  })

  it('are asked for by a page that speaks either language throughout', () => {
    const sentences = (language: string) => {
      const { switchLanguage: _, tag, pageTitle, progress, ...words } = recordingWords(language)
      assert.equal(tag, language)
      const rest = Object.values(words).flatMap(value =>
        typeof value === 'string' ? [value] : Object.values(value),
      )
      return [pageTitle, progress(1, 2), ...rest]
    }
    const [zh, en] = [sentences('zh-CN'), sentences('en')]
    assert.equal(zh.length, en.length)
    for (const text of zh) assert.match(text, /\p{Script=Han}/u)
    for (const text of en) assert.doesNotMatch(text, /\p{Script=Han}/u)
  })
})
