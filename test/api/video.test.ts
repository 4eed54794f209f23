import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createActions } from '../../server/api/actions/index.ts'
import { readConfig } from '../../server/config.ts'
import { writeFrameBundle, type BundledFrame } from '../../server/domain/capture/frameBundle.ts'
import type { Muxer } from '../../server/domain/capture/muxer.ts'
import { toPcm16, writeWav } from '../../server/domain/writeWav.ts'
import { sampleRate, type SoundTrack } from '../../server/domain/digit/soundTrack.ts'
import type { EvidenceKind } from '../../server/domain/evidence.ts'
import { MediaError } from '../../server/domain/mediaError.ts'
import type { Session } from '../../server/domain/session.ts'
import { createDeferred } from '../../server/flows/createDeferred.ts'
import { createPurgeEvidence } from '../../server/flows/purgeEvidence.ts'
import { createReadResult } from '../../server/flows/readResult.ts'
import { createReadVideo } from '../../server/flows/readVideo.ts'
import { clipLimits } from '../../server/media/clipLimits.ts'
import { createMuxer } from '../../server/media/createMuxer.ts'
import { decodeClip } from '../../server/media/decodeClip.ts'
import { openStore, type Store } from '../../server/openStore.ts'
import type { DetectInfo } from '../../server/protocol/detectInfo.ts'
import { decodeVideo } from '../media/decodeVideo.ts'
import { burst, loudFromTo } from '../media/tones.ts'
import { startTestApp, testAccount, type TestApp } from '../support/app.ts'
import { fakeJpeg } from '../support/captureFakes.ts'
import { greyFrames } from '../support/frames.ts'
import { record } from '../support/records.ts'
import { sendTc3 } from '../support/tc3Client.ts'

interface Enhanced {
  Text: { ErrCode: number } | null
  BestFrame: { BestFrame: string } | null
  VideoData: { LivenessVideo: string; LivenessVideos: null } | null
  Error?: { Code: string; Message: string }
}

describe('InfoType 4 over HTTP', function () {
  this.timeout(60_000)
  let dataDir: string
  let store: Store
  let muxer: Muxer
  let app: TestApp
  let ruleId: string
  let frames: BundledFrame[]
  /** Videos made since the test began, and what happens before each. */
  let made = 0
  let beforeMux: () => Promise<void> = async () => {}
  let beforeKeep: () => Promise<void> = async () => {}
  let aheadMs = 0
  const faults: unknown[] = []
  const clock = () => Date.now() + aheadMs

  /** A server process of its own on the same store. */
  const newReadVideo = () =>
    createReadVideo({
      ...store,
      evidence: {
        get: id => store.evidence.get(id),
        delete: id => store.evidence.delete(id),
        async put(evidence, content) {
          await beforeKeep()
          return await store.evidence.put(evidence, content)
        },
      },
      muxCapture: async readCapture => {
        made += 1
        await beforeMux()
        return await muxer.muxCapture(readCapture)
      },
      clock,
      onFault: error => void faults.push(error),
    })

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'zhenren-video-'))
    store = await openStore(readConfig({ DATA_DIR: dataDir }))
    muxer = createMuxer()
    const stop = async (): Promise<never> => {
      throw new Error('not of this test')
    }
    const actions = createActions({
      startVerification: stop,
      verifyPhoto: stop,
      issueValue: stop,
      verifyClip: stop,
      maxVideoBase64Bytes: 0,
      entryUrl: () => '',
      readResult: createReadResult({ ...store, clock }),
      readVideo: newReadVideo(),
    })
    app = await startTestApp({ actions })
    await store.accounts.insert(testAccount)
    const rule = record.rule({
      ruleId: 'videos',
      accountId: testAccount.accountId,
      channel: 'h5-native',
    })
    await store.rules.insert(rule)
    ruleId = rule.ruleId
    frames = await greyFrames(20)
  })
  after(async () => {
    await app?.close()
    await muxer?.close()
    await store?.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  beforeEach(() => {
    made = 0
    beforeMux = async () => {}
    beforeKeep = async () => {}
    aheadMs = 0
    faults.length = 0
  })

  const addSession = async (fields: Partial<Session> = {}): Promise<Session> => {
    const createdAt = Date.now()
    const session = record.session({
      accountId: testAccount.accountId,
      ruleId,
      state: 'passed',
      errCode: 0,
      verdicts: 1,
      createdAt,
      expiresAt: createdAt + 7_200_000,
      purgeAt: createdAt + 259_200_000,
      ...fields,
    })
    await store.sessions.insert(session)
    return session
  }
  /** An attempt as keepVerdict leaves it; null = its rule keeps verdicts only. */
  const addAttempt = async (
    session: Session,
    streamed: BundledFrame[] | null,
    said: SoundTrack | null = null,
  ) => {
    const { bizToken, accountId, purgeAt } = session
    const put = (kind: EvidenceKind, content: Uint8Array) =>
      store.evidence.put(
        { owner: `session:${bizToken}`, kind, createdAt: clock(), purgeAt },
        content,
      )
    const kept = { soundStartMs: said?.startMs ?? null }
    const seq = randomUUID()
    const requestedAt = clock()
    await store.attempts.insert(
      record.attempt({ seq, accountId, bizToken, ruleId, action: 'DetectAuth', requestedAt }),
      streamed && {
        frames: await put('frames', writeFrameBundle(streamed)),
        record: await put('captureRecord', Buffer.from(JSON.stringify(kept))),
        bestFrames: [await put('bestFrame', frames[0]!.jpeg)],
        sound: said && (await put('sound', writeWav(toPcm16(said.pcm), 16_000))),
      },
    )
    return seq
  }
  const finished = async (
    streamed: BundledFrame[] | null = frames,
    said: SoundTrack | null = null,
  ) => {
    const session = await addSession()
    return { ...session, seq: await addAttempt(session, streamed, said) }
  }

  const call = async (action: string, { bizToken }: Session, fields: object) => {
    const body = JSON.stringify({ BizToken: bizToken, RuleId: ruleId, ...fields })
    const { status, response } = await sendTc3({ port: app.port, action, body })
    assert.equal(status, 200)
    return response
  }
  const ask = async (session: Session, InfoType?: string, fields: object = {}) => {
    const given = { ...(InfoType !== undefined && { InfoType }), ...fields }
    const answer: Enhanced = JSON.parse(
      JSON.stringify(await call('GetDetectInfoEnhanced', session, given)),
    )
    return answer
  }
  const askOlder = async (session: Session, InfoType: string): Promise<DetectInfo> =>
    JSON.parse(String((await call('GetDetectInfo', session, { InfoType }))['DetectInfo']))
  const bytesOf = (answer: Enhanced) => Buffer.from(answer.VideoData!.LivenessVideo, 'base64')
  const videosOf = ({ bizToken }: Session) =>
    store.db
      .selectFrom('evidence')
      .selectAll()
      .where('owner', '=', `session:${bizToken}`)
      .where('kind', '=', 'video')
      .execute()
  const filesLeft = async () => {
    const entries = await readdir(join(dataDir, 'evidence'), {
      recursive: true,
      withFileTypes: true,
    })
    return entries.filter(entry => entry.isFile()).length
  }

  it('gives the streamed frames as one mp4, made once, by either action', async () => {
    const session = await finished()
    const first = await ask(session, '4')
    assert.equal(first.Text, null)
    assert.equal(first.BestFrame, null)
    assert.equal(first.VideoData?.LivenessVideos, null)
    const video = await decodeVideo(bytesOf(first))
    assert.deepEqual([video.width, video.height, video.times.length], [360, 480, frames.length])
    video.times.forEach((ms, i) => {
      assert.ok(Math.abs(ms - (frames[i]!.timeMs - frames[0]!.timeMs)) < 2)
    })

    for (const InfoType of ['4', '0', '', undefined, '134']) {
      assert.ok(bytesOf(await ask(session, InfoType)).equals(bytesOf(first)), InfoType)
    }
    assert.ok(bytesOf(await ask(session, '4', { IsReturnAllVideo: true })).equals(bytesOf(first)))
    for (const InfoType of ['4', '0']) {
      const { VideoData } = await askOlder(session, InfoType)
      assert.deepEqual(VideoData, { LivenessVideo: first.VideoData?.LivenessVideo })
    }
    assert.equal(made, 1)
    const all = await ask(session)
    assert.equal(all.Text?.ErrCode, 0)
    assert.ok(all.BestFrame)
  })

  it('gives what was said along with the frames, where it belongs', async () => {
    const pcm = Float32Array.from({ length: sampleRate }, (_, i) => burst(0.3, 0.6)(i / sampleRate))
    const said = { startMs: frames[0]!.timeMs + 250, pcm }
    const answer = bytesOf(await ask(await finished(frames, said), '4'))
    const { sound } = await decodeClip(answer, clipLimits)
    const [from, to] = loudFromTo(sound!)
    assert.ok(Math.abs(from - 550) < 5 && Math.abs(to - 850) < 5, `${from}–${to} ms`)
    assert.equal((await decodeVideo(answer)).times.length, frames.length)
  })

  it('gives the frames alone where nothing was said, also of evidence that knows no sound', async () => {
    const session = await finished()
    const older = await finished()
    const { sound, ...kept } = (await store.attempts.evidenceOf(older.seq))!
    assert.equal(sound, null)
    await store.db
      .updateTable('attempts')
      .set({ evidence: JSON.stringify(kept) })
      .where('seq', '=', older.seq)
      .execute()
    for (const each of [session, older]) {
      const clip = await decodeClip(bytesOf(await ask(each, '4')), clipLimits)
      assert.deepEqual([clip.sound, clip.frames.length], [null, frames.length])
    }
    assert.deepEqual(faults, [])
  })

  it('makes none for who does not ask for it', async () => {
    const session = await finished()
    assert.equal((await ask(session, '123')).VideoData, null)
    assert.equal((await askOlder(session, '13')).VideoData, null)
    assert.equal(made, 0)
  })

  it('keeps it as evidence of the session, sealed, with its purge time, and erases it with it', async () => {
    const session = await finished()
    const video = bytesOf(await ask(session, '4'))
    const [row, ...others] = await videosOf(session)
    assert.deepEqual(others, [])
    assert.deepEqual([row?.purge_at, row?.size_bytes], [session.purgeAt, video.length])
    aheadMs = 259_200_001
    await createPurgeEvidence({ ...store, clock })()
    assert.deepEqual(await videosOf(session), [])
    assert.equal(await filesLeft(), 0)
    for (const InfoType of ['4', '0']) {
      const { Error: error } = await ask(session, InfoType)
      assert.equal(error?.Code, 'InvalidParameterValue.BizTokenExpired')
    }
    assert.equal(made, 1)
  })

  it('is of the last attempt', async () => {
    const session = await addSession({ state: 'consented', errCode: null })
    await addAttempt(session, frames.slice(0, 3))
    aheadMs = 1000
    await addAttempt(session, frames.slice(0, 7))
    const { times } = await decodeVideo(bytesOf(await ask(session, '4')))
    assert.equal(times.length, 7)
  })

  it('is null before the first attempt, and where only verdicts are kept', async () => {
    const unfinished = await addSession({ state: 'created', errCode: null, verdicts: 0 })
    for (const session of [unfinished, await finished(null)]) {
      assert.equal((await ask(session, '4')).VideoData, null)
      assert.equal((await ask(session, '4')).Error, undefined)
      assert.deepEqual((await askOlder(session, '4')).VideoData, { LivenessVideo: null })
    }
    assert.deepEqual([made, faults], [0, []])
  })

  it('is made once for many who ask at once', async () => {
    const session = await finished()
    const answers = await Promise.all(Array.from({ length: 4 }, () => ask(session, '4')))
    for (const answer of answers) assert.ok(bytesOf(answer).equals(bytesOf(answers[0]!)))
    assert.equal(made, 1)
  })

  it('leaves one piece of evidence when two processes make it at once', async () => {
    const session = await finished()
    const attempts = await store.attempts.listBySession(session.bizToken)
    const both = createDeferred()
    beforeMux = async () => {
      if (made === 2) both.resolve()
      await both.promise
    }
    const before = await filesLeft()
    const videos = await Promise.all(
      [newReadVideo(), newReadVideo()].map(readVideo =>
        readVideo({ session, attempts }, { isAlone: true }),
      ),
    )
    assert.equal(made, 2)
    for (const video of videos) assert.equal((await decodeVideo(video!)).times.length, 20)
    assert.equal((await videosOf(session)).length, 1)
    assert.equal((await filesLeft()) - before, 1)
    assert.deepEqual(faults, [])
  })

  it('is neither given nor kept when the person withdraws meanwhile', async () => {
    const before = await filesLeft()
    for (const InfoType of ['4', '0']) {
      for (const framesAreRead of [false, true]) {
        const session = await finished()
        const withdraw = async () => {
          await store.sessions.markPurged(session.bizToken, clock())
          await store.evidence.deleteOwner(`session:${session.bizToken}`)
        }
        beforeMux = framesAreRead ? async () => {} : withdraw
        beforeKeep = framesAreRead ? withdraw : async () => {}
        const { Error: error, VideoData } = await ask(session, InfoType)
        assert.equal(error?.Code, 'InvalidParameterValue.BizTokenExpired')
        assert.equal(VideoData, undefined)
        assert.deepEqual(await videosOf(session), [])
      }
    }
    assert.equal(await filesLeft(), before)
    const keys = await store.db.selectFrom('evidence_keys').select('key_id').execute()
    const used = await store.db.selectFrom('evidence').select('key_id').distinct().execute()
    assert.equal(keys.length, used.length)
  })

  describe('whose frames cannot be made into a video', () => {
    const broken = () => finished([{ timeMs: 0, jpeg: fakeJpeg({ n: 1 }) }])

    it('still gives text and picture, null for the video, and says why in the log', async () => {
      const session = await broken()
      const all = await ask(session)
      assert.equal(all.Error, undefined)
      assert.equal(all.Text?.ErrCode, 0)
      assert.ok(all.BestFrame)
      assert.equal(all.VideoData, null)
      const [fault] = faults
      assert.ok(fault instanceof MediaError && fault.code === 'badFrame')
      const older = await askOlder(session, '14')
      assert.equal(older.Text?.ErrCode, 0)
      assert.deepEqual(older.VideoData, { LivenessVideo: null })
    })

    it('is an error for who asks for the video alone', async () => {
      const session = await broken()
      for (const InfoType of ['4', '24', '456']) {
        const { Error: error } = await ask(session, InfoType)
        assert.equal(error?.Code, 'FailedOperation.CompressVideoError')
        assert.match(error?.Message ?? '', /视频生成失败/)
      }
      const older = await call('GetDetectInfo', session, { InfoType: '4' })
      assert.equal(older.Error?.Code, 'FailedOperation.CompressVideoError')
    })

    it('is not tried again at every asking', async () => {
      const session = await broken()
      for (let i = 0; i < 3; i += 1) await ask(session, '4')
      assert.equal(made, 1)
      aheadMs = 61_000
      await ask(session, '4')
      assert.equal(made, 2)
      assert.deepEqual(await videosOf(session), [])
    })

    it('unless the server was merely busy', async () => {
      const session = await finished()
      beforeMux = async () => {
        throw new MediaError('busy', 'many others')
      }
      assert.equal((await ask(session, '4')).Error?.Code, 'RequestLimitExceeded')
      assert.equal((await ask(session, '134')).VideoData, null)
      beforeMux = async () => {}
      assert.ok((await ask(session, '4')).VideoData)
    })
  })

  it('is given although it could not be kept', async () => {
    const session = await finished()
    beforeKeep = async () => {
      throw new Error('the disk is full')
    }
    assert.ok((await ask(session, '0')).VideoData)
    beforeKeep = async () => {}
    assert.match(String(faults), /the disk is full/)
    assert.ok((await ask(session, '4')).VideoData)
    assert.equal(made, 2)
  })
})
