import assert from 'node:assert/strict'
import type { Movement } from '../../server/phone/person/movement.ts'
import { testAccount } from '../support/app.ts'
import { fakeJpeg } from '../support/captureFakes.ts'
import { startClipApp, type ClipApp } from '../support/clipApp.ts'
import { catchSdkError } from '../support/sdkClient.ts'
import { fakeVideo } from '../support/fakeReader.ts'

const identity = { Name: '张三', IdCard: '11010519491231002X' }
const photo = (scene = {}) => fakeJpeg({ n: 0, ...scene }).toString('base64')
const blink: Movement = { part: 'eyeClose', startMs: 600, rampMs: 80, holdMs: 150 }
const openMouth: Movement = { part: 'mouthOpen', startMs: 2000, rampMs: 150, holdMs: 500 }
const blinkThenMouth = fakeVideo({ movements: [blink, openMouth] })
const mouthThenBlink = fakeVideo({
  movements: [
    { ...openMouth, startMs: 600 },
    { ...blink, startMs: 2500 },
  ],
})
const reading = fakeVideo({ reads: true })
const fields = ['BestFrameBase64', 'BestFrameList', 'Description', 'RequestId', 'Result', 'Sim']

describe('the actions over videos, through the official SDK', () => {
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
  const recognise = (change: object = {}) =>
    clips.sdk().LivenessRecognition({
      ...identity,
      LivenessType: 'LIP',
      VideoBase64: reading,
      ...change,
    })
  const compare = (change: object = {}) =>
    clips.sdk().LivenessCompare({
      ImageBase64: photo(),
      LivenessType: 'SILENT',
      VideoBase64: fakeVideo({}),
      ...change,
    })
  const codeOf = async (call: Promise<unknown>): Promise<string> => {
    const { code, message } = await catchSdkError(call)
    return `${code}: ${message}`
  }
  const attempts = () => clips.store.db.selectFrom('attempts').selectAll().execute()
  const evidence = () => clips.store.db.selectFrom('evidence').selectAll().execute()

  it('give out codes of four digits and both sequences', async () => {
    for (let n = 0; n < 20; n++) {
      const answer = await clips.sdk().GetLiveCode()
      assert.deepEqual(Object.keys(answer).toSorted(), ['LiveCode', 'RequestId'])
      assert.match(answer.LiveCode ?? '', /^\d{4}$/)
    }
    const sequences = new Set<string>()
    for (let n = 0; n < 40; n++) {
      const answer = await clips.sdk().GetActionSequence({ ActionType: 'whatever' })
      assert.deepEqual(Object.keys(answer).toSorted(), ['ActionSequence', 'RequestId'])
      sequences.add(answer.ActionSequence ?? '')
    }
    assert.deepEqual(sequences, new Set(['1,2', '2,1']))
  })

  it('recognise who reads the code aloud, with every field by its exact name and type', async () => {
    const answer = await recognise({ ValidateData: await liveCode() })
    assert.deepEqual(Object.keys(answer).toSorted(), fields)
    assert.equal(answer.Result, 'Success', answer.Description)
    assert.equal(answer.Description, 'Success')
    assert.equal(typeof answer.Sim, 'number')
    assert.ok((answer.Sim ?? 0) >= 70)
    assert.ok(Buffer.from(answer.BestFrameBase64 ?? '', 'base64').includes('"n"'))
    assert.equal(answer.BestFrameList, null)
  })

  it('compare who acts in the order asked, and tell who does not', async () => {
    const { ActionSequence = '' } = await clips.sdk().GetActionSequence({})
    const [right, wrong] =
      ActionSequence === '2,1' ? [blinkThenMouth, mouthThenBlink] : [mouthThenBlink, blinkThenMouth]
    const action = { LivenessType: 'ACTION', ValidateData: ActionSequence }
    const failed = await compare({ ...action, VideoBase64: wrong })
    assert.equal(failed.Result, 'FailedOperation.ActionFirstAction')
    assert.match(failed.Description ?? '', /first action/)
    assert.equal(await issueUntil(ActionSequence), ActionSequence)
    const passed = await compare({ ...action, VideoBase64: right })
    assert.equal(passed.Result, 'Success', passed.Description)
    assert.equal(clips.lookUps, 0)
  })

  async function issueUntil(sequence: string): Promise<string> {
    for (;;) {
      const { ActionSequence } = await clips.sdk().GetActionSequence({})
      if (ActionSequence === sequence) return sequence
    }
  }

  it('say in demo mode what passed without a passive model', async () => {
    const { Result, Description } = await compare()
    assert.equal(Result, 'Success')
    assert.match(Description ?? '', /Demo mode: the passive PAD model slot is empty/)
  })

  it('send as many best frames as BestFrameNum asks for, at most', async () => {
    for (const [asked, most] of [
      [2, 2],
      [7, 7],
      [10, 10],
    ] as const) {
      const { BestFrameList } = await compare({ Optional: `{"BestFrameNum":${asked},"Other":1}` })
      assert.equal(BestFrameList?.length, most)
    }
    for (const Optional of ['{"BestFrameNum":1}', '{"BestFrameNum":11}', '{', '[]', '"2"']) {
      assert.match(await codeOf(compare({ Optional })), /^InvalidParameterValue: .*BestFrameNum/)
    }
    assert.equal((await compare({ Optional: '' })).BestFrameList, null)
  })

  describe('ValidateData', () => {
    const refused = /^InvalidParameterValue: .*gave to this account within 10 minutes/

    it('is good for one call, whatever came of it', async () => {
      const code = await liveCode()
      clips.heard = 'something else'
      const failed = await recognise({ ValidateData: code })
      assert.equal(failed.Result, 'FailedOperation.LipVoiceRecognize')
      clips.heard = code
      assert.match(await codeOf(recognise({ ValidateData: code })), refused)
    })

    it('gives one verdict to many calls at once', async () => {
      const code = await liveCode()
      const answers = await Promise.allSettled(
        Array.from({ length: 6 }, () => recognise({ ValidateData: code })),
      )
      assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1)
      assert.equal((await attempts()).length, 1)
    })

    it('of another account, of another kind, never given out or too old is refused', async () => {
      const foreign = (await clips.otherSdk().GetLiveCode()).LiveCode
      assert.match(await codeOf(recognise({ ValidateData: foreign })), refused)
      assert.match(await codeOf(recognise({ ValidateData: '0000' })), refused)
      const old = await liveCode()
      clips.clockAheadMs = 10 * 60_000
      assert.match(await codeOf(recognise({ ValidateData: old })), refused)
      assert.equal(await clips.runJob(), 0)
      clips.clockAheadMs = 20 * 60_000
      assert.equal(await clips.runJob(), 2)
      assert.deepEqual(await attempts(), [])
    })

    it('must fit the LivenessType', async () => {
      const invalid = /^InvalidParameterValue: .*ValidateData/
      for (const ValidateData of ['2,1', '48031', '４８０３', 'abcd']) {
        assert.match(await codeOf(recognise({ ValidateData })), invalid)
      }
      const action = { LivenessType: 'ACTION' }
      assert.match(await codeOf(recognise({ ...action, ValidateData: '1,1' })), invalid)
      assert.match(await codeOf(recognise({ ...action, ValidateData: await liveCode() })), invalid)
      assert.match(await codeOf(compare({ ValidateData: '4803' })), invalid)
      assert.match(await codeOf(recognise()), /^MissingParameter: .*GetLiveCode/)
      assert.match(await codeOf(recognise(action)), /^MissingParameter: .*GetActionSequence/)
      assert.match(
        await codeOf(compare({ LivenessType: 'LIGHT' })),
        /^InvalidParameterValue: .*LivenessType: must be one of LIP, ACTION, SILENT/,
      )
    })

    it('stays good, and nothing is kept, when the video or the photo cannot be used', async () => {
      const code = await liveCode()
      const faults = [
        ['brokenMedia', /^FailedOperation.VideoDecodeFailed: .*ffmpeg/],
        ['notMedia', /^FailedOperation.LipVideoInvalid: /],
        ['tooLong', /^FailedOperation.VideoDurationExceeded: .*longer than/],
        ['busy', /^RequestLimitExceeded: /],
      ] as const
      for (const [fault, message] of faults) {
        const VideoBase64 = fakeVideo({ fault })
        assert.match(await codeOf(recognise({ ValidateData: code, VideoBase64 })), message)
      }
      const unread = fakeVideo({ hasUnreadSound: true })
      assert.match(
        await codeOf(recognise({ ValidateData: code, VideoBase64: unread })),
        /^FailedOperation.LipVideoInvalid: .*AAC/,
      )
      await catchSdkError(
        compare({ LivenessType: 'LIP', ValidateData: code, ImageBase64: photo({ faces: 0 }) }),
      )
      const crash = fakeVideo({ scene: { crash: true } })
      await catchSdkError(recognise({ ValidateData: code, VideoBase64: crash }))
      assert.deepEqual(await attempts(), [])
      assert.deepEqual(await evidence(), [])
      assert.equal((await recognise({ ValidateData: code })).Result, 'Success')
    })
  })

  it('put what comes of liveness and comparison into Result, and no frame with it', async () => {
    const results: [object, string][] = [
      [{ VideoBase64: fakeVideo({ durationMs: 1500 }) }, 'SilentTooShort'],
      [{ VideoBase64: fakeVideo({ scene: { faces: 0 } }) }, 'SilentFaceDetectFail'],
      [{ VideoBase64: fakeVideo({ scene: { faces: 2 } }) }, 'SilentMultiFaceFail'],
      [{ ImageBase64: photo({ person: 2 }) }, 'CompareLowSimilarity'],
    ]
    for (const [change, code] of results) {
      const answer = await compare({ ...change, Optional: '{"BestFrameNum":2}' })
      assert.equal(answer.Result, `FailedOperation.${code}`)
      assert.equal(answer.BestFrameBase64, null)
      assert.equal(answer.BestFrameList, null)
      assert.ok((answer.Sim ?? 100) < 70)
    }
    const cut = {
      LivenessType: 'SILENT',
      VideoBase64: fakeVideo({ durationMs: 1500, isCutOff: true }),
    }
    assert.match(await codeOf(recognise(cut)), /^FailedOperation.VideoDecodeFailed: .*cut off/)
    const silent = { LivenessType: 'SILENT', VideoBase64: fakeVideo({}) }
    clips.authority = { kind: 'noPhoto' }
    assert.equal((await recognise(silent)).Result, 'FailedOperation.IdPhotoNoExist')
    clips.authority = { kind: 'nameMismatch' }
    assert.equal((await recognise(silent)).Result, 'FailedOperation.IdNameMisMatch')
  })

  it('ask the library about nobody who is not live', async () => {
    const dead = { LivenessType: 'SILENT', VideoBase64: fakeVideo({ durationMs: 1000 }) }
    await recognise(dead)
    assert.equal(clips.lookUps, 0)
  })

  it('put what is wrong with the request into Error', async () => {
    const refused: [() => Promise<unknown>, RegExp][] = [
      [
        () => recognise({ IdCard: '110105194912310021', ValidateData: '4803' }),
        /^FailedOperation.IdFormatError/,
      ],
      [
        () => recognise({ VideoBase64: undefined, ValidateData: '4803' }),
        /^MissingParameter: .*VideoBase64/,
      ],
      [() => compare({ ImageBase64: undefined }), /^MissingParameter: .*ImageBase64/],
      [() => compare({ VideoBase64: '' }), /^FailedOperation.LipSizeError: .*VideoBase64/],
      [() => compare({ ImageBase64: '' }), /^FailedOperation.EmptyImageError/],
      [
        () => compare({ VideoBase64: 'data:video/mp4;base64,AAAA' }),
        /^InvalidParameterValue: .*data:/,
      ],
      [() => compare({ VideoBase64: 'AAAA\nAAAA' }), /^InvalidParameterValue: .*newlines/],
      [
        () => compare({ VideoBase64: 'A'.repeat(8 * 1024 * 1024 + 4) }),
        /^FailedOperation.CompressVideoError: .*at most 8 MB.*500k/,
      ],
      [
        () => compare({ ImageBase64: 'A'.repeat(3 * 1024 * 1024 + 4) }),
        /^FailedOperation.ImageSizeTooLarge: .*at most 3 MB/,
      ],
      [
        () => compare({ ImageBase64: photo({ faces: 2 }) }),
        /^FailedOperation.LifePhotoDetectFaces/,
      ],
      [
        () => recognise({ Encryption: { EncryptList: [] }, ValidateData: '4803' }),
        /^InvalidParameter.UnsupportEncryptField/,
      ],
    ]
    for (const [call, message] of refused) assert.match(await codeOf(call()), message)
    assert.deepEqual(await attempts(), [])
  })

  it('fetch nothing, and take base64 where both are given', async () => {
    const url = 'http://127.0.0.1:9/video.mp4'
    const VideoUrl = { VideoUrl: url }
    const ImageUrl = { ImageUrl: url }
    const unsupported = /^UnsupportedOperation: .*does not fetch/
    assert.match(await codeOf(compare({ VideoBase64: undefined, ...VideoUrl })), unsupported)
    assert.match(await codeOf(compare({ ImageBase64: undefined, ...ImageUrl })), unsupported)
    assert.equal((await compare({ ...VideoUrl, ...ImageUrl })).Result, 'Success')
  })

  it('leave a ledger row with masked identity, and the evidence for three days', async () => {
    const { RequestId = '' } = await recognise({ ValidateData: await liveCode() })
    const attempt = await clips.store.attempts.findBySeq(RequestId)
    assert.equal(attempt?.action, 'LivenessRecognition')
    assert.deepEqual(
      [attempt.errCode, attempt.liveStatus, attempt.compareStatus, attempt.isNeedCharge],
      [0, 0, 0, true],
    )
    assert.deepEqual([attempt.nameMasked, attempt.idCardMasked], ['张*', '1101**********002X'])
    assert.ok(attempt.checks.some(({ name }) => name === 'lips.sync'))
    const kinds = (await evidence()).map(({ kind }) => kind).toSorted()
    assert.deepEqual(kinds, [...Array.from({ length: 5 }, () => 'bestFrame'), 'video'])

    const failed = await compare({ ImageBase64: photo({ person: 2 }) })
    const second = await clips.store.attempts.findBySeq(failed.RequestId ?? '')
    assert.equal(second?.action, 'LivenessCompare')
    assert.deepEqual([second.errCode, second.chargeType, second.nameMasked], [2016, '比对', ''])
    const rows = (await evidence()).filter(({ owner }) => owner === `attempt:${failed.RequestId}`)
    assert.deepEqual(
      rows
        .map(({ kind }) => kind)
        .toSorted()
        .slice(-2),
      ['reference', 'video'],
    )
    for (const row of rows) assert.equal(row.purge_at, row.created_at + 259_200_000)
    assert.doesNotMatch(clips.app.logged(), /张三|11010519491231002X/)
  })
})

describe('the actions over videos in production', () => {
  it('refuse ACTION and SILENT while slot pad is empty, and offer LIP', async () => {
    const clips = await startClipApp({ mode: 'production' })
    try {
      for (const [LivenessType, ValidateData] of [
        ['SILENT', ''],
        ['ACTION', '1,2'],
      ] as const) {
        const request = { ImageBase64: photo(), VideoBase64: fakeVideo({}) }
        const error = await catchSdkError(
          clips.sdk().LivenessCompare({ ...request, LivenessType, ValidateData }),
        )
        assert.equal(error.code, 'UnsupportedOperation')
        assert.match(error.message, /passive PAD model slot is empty/)
      }
      const { LiveCode = '' } = await clips.sdk().GetLiveCode()
      clips.heard = LiveCode
      const request = { ...identity, LivenessType: 'LIP', VideoBase64: reading }
      const answer = await clips.sdk().LivenessRecognition({ ...request, ValidateData: LiveCode })
      assert.equal(answer.Result, 'Success')
      assert.equal(answer.Description, 'Success')
    } finally {
      await clips.close()
    }
  })

  it('let the model in slot pad decide, in every mode', async () => {
    const clips = await startClipApp({ mode: 'production', padThreshold: 0.6 })
    try {
      const silent = async (padScore: number) => {
        const VideoBase64 = fakeVideo({ scene: { padScore } })
        const request = { ImageBase64: photo(), LivenessType: 'SILENT', VideoBase64 }
        return await clips.sdk().LivenessCompare(request)
      }
      assert.equal((await silent(0.9)).Result, 'Success')
      assert.equal((await silent(0.9)).Description, 'Success')
      assert.equal((await silent(0.5)).Result, 'FailedOperation.SilentThreshold')
      assert.equal((await silent(0.1)).Result, 'FailedOperation.SilentDetectFail')
    } finally {
      await clips.close()
    }
  })

  it('keep no media for accounts that want the verdict only', async () => {
    const clips = await startClipApp({ account: { ...testAccount, retention: 'verdict-only' } })
    try {
      const { Result } = await clips.sdk().LivenessCompare({
        ImageBase64: photo(),
        LivenessType: 'SILENT',
        VideoBase64: fakeVideo({}),
      })
      assert.equal(Result, 'Success')
      assert.deepEqual(await clips.store.db.selectFrom('evidence').selectAll().execute(), [])
      const rows = await clips.store.db.selectFrom('attempts').selectAll().execute()
      assert.equal(rows.length, 1)
    } finally {
      await clips.close()
    }
  })

  it('hold videos to the limit that the operator set', async () => {
    const clips = await startClipApp({ maxVideoBase64Bytes: 5 * 1024 * 1024 })
    try {
      const error = await catchSdkError(
        clips.sdk().LivenessCompare({
          ImageBase64: photo(),
          LivenessType: 'SILENT',
          VideoBase64: 'A'.repeat(5 * 1024 * 1024 + 4),
        }),
      )
      assert.match(error.message, /at most 5 MB/)
    } finally {
      await clips.close()
    }
  })
})
