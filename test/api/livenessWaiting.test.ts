import assert from 'node:assert/strict'
import { startClipApp, type ClipApp } from '../support/clipApp.ts'
import { fakeVideo } from '../support/fakeReader.ts'
import { catchSdkError } from '../support/sdkClient.ts'

const identity = { Name: '张三', IdCard: '11010519491231002X' }

describe('videos that wait', () => {
  let clips: ClipApp
  beforeEach(async () => {
    clips = await startClipApp()
  })
  afterEach(() => clips.close())

  async function liveCode(): Promise<string> {
    const { LiveCode = '' } = await clips.sdk().GetLiveCode()
    clips.heard = LiveCode
    return LiveCode
  }
  const read = (ValidateData: string) =>
    clips.sdk().LivenessRecognition({
      ...identity,
      LivenessType: 'LIP',
      ValidateData,
      VideoBase64: fakeVideo({ reads: true }),
    })

  it('are judged by the code that was good when they came', async () => {
    const code = await liveCode()
    clips.clockAheadMs = 9.9 * 60_000
    clips.whileReading = async () => {
      clips.clockAheadMs += 4 * 60_000
      await clips.runJob()
    }
    assert.equal((await read(code)).Result, 'Success')
    const again = await catchSdkError(read(code))
    assert.match(again.message, /gave to this account within 10 minutes/)
  })
})
