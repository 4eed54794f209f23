import assert from 'node:assert/strict'
import { startClipApp, type ClipApp } from '../support/clipApp.ts'
import { fakeVideo, type FakeVideo } from '../support/fakeReader.ts'
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
  const look = (video: FakeVideo = {}) =>
    clips.sdk().LivenessRecognition({
      ...identity,
      LivenessType: 'SILENT',
      VideoBase64: fakeVideo(video),
    })
  const attempts = async () =>
    (await clips.store.db.selectFrom('attempts').selectAll().execute()).length

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

  it('are eight at most until they have their verdict; another costs no code, and is not kept', async () => {
    const code = await liveCode()
    let goOn = () => {}
    const held = new Promise<void>(resolve => {
      goOn = resolve
    })
    const allAreIn = new Promise<void>(resolve => {
      clips.whileLookingUp = async () => {
        if (clips.lookUps === 8) resolve()
        await held
      }
    })
    const first = Array.from({ length: 8 }, () => look())
    await allAreIn
    const tooMany = [read(code), look()].map(async call => await catchSdkError(call))
    for (const error of await Promise.all(tooMany)) {
      assert.equal(error.code, 'RequestLimitExceeded')
      assert.match(error.message, /busy with other videos/)
    }
    assert.equal(await attempts(), 0)
    goOn()
    for (const { Result } of await Promise.all(first)) assert.equal(Result, 'Success')
    assert.equal((await read(code)).Result, 'Success')
    assert.equal(await attempts(), 9)
  })

  it('leave their place free when they fail', async () => {
    for (let n = 0; n < 9; n += 1) {
      const { code } = await catchSdkError(look({ fault: 'brokenMedia' }))
      assert.equal(code, 'FailedOperation.VideoDecodeFailed')
    }
    assert.equal((await look()).Result, 'Success')
  })
})
