import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { recordLimits } from '../../server/domain/capture/recordedLimits.ts'
import type { Clip, ClipReader } from '../../server/domain/clip/clip.ts'
import type { MediaFault } from '../../server/domain/mediaError.ts'
import type { Rule } from '../../server/domain/rule.ts'
import type { Session } from '../../server/domain/session.ts'
import { closeCodes } from '../../server/protocol/capture.ts'
import type { Challenge } from '../../server/protocol/challenge.ts'
import { startCaptureApp, type CaptureApp } from '../support/captureApp.ts'
import { CaptureClient } from '../support/captureClient.ts'
import { fakeReader, fakeVideo, type FakeVideo } from '../support/fakeReader.ts'
import { RecordClient, sha256 } from '../support/recordClient.ts'
import { postSession, prepareSession, type SessionReply } from '../support/sessionClient.ts'

const clipOf = (video: FakeVideo = { durationMs: 4000 }): Buffer =>
  Buffer.from(fakeVideo(video), 'base64')
const paintedOf = ({ steps }: Challenge): number[] => {
  const painted = [0]
  for (const { durationMs } of steps) painted.push(painted.at(-1)! + durationMs)
  return painted
}
const said = ({ status, body }: SessionReply<object>) => [body.code ?? 'ok', status]

/** Decodes when it may. */
function holdableReader() {
  let gate: Promise<void> = Promise.resolve()
  let reach = () => {}
  let open = () => {}
  const held = {
    /** What every clip fails with. */
    failure: null as Error | null,
    /** Instead, at once. */
    readNext: null as ClipReader['readClip'] | null,
    readClip: (async (bytes): Promise<Clip> => {
      if (held.readNext) return await held.readNext(bytes)
      reach()
      await gate
      if (held.failure) throw held.failure
      return await fakeReader.readClip(bytes)
    }) satisfies ClipReader['readClip'],
    /** Until `open` is called; `reached` resolves when a clip waits. */
    hold() {
      // Nobody waits at an older gate for ever, least of all after an assertion that did not hold.
      held.open()
      gate = new Promise(resolve => {
        open = resolve
      })
      const reached = new Promise<void>(resolve => {
        reach = resolve
      })
      return { reached, open }
    },
    open: () => open(),
  }
  return held
}

describe('a capture that is recorded first', function () {
  this.timeout(60_000)
  let app: CaptureApp
  let rule: Rule
  let n = 0
  const reader = holdableReader()

  before(async () => {
    app = await startCaptureApp({ reader })
    rule = await app.addRule({ channel: 'miniapp' })
  })
  after(() => app?.close())
  afterEach(() => {
    reader.open()
    reader.failure = null
    reader.readNext = null
    app.clockAheadMs = 0
  })

  const prepare = async (on: Rule = rule, fields: Partial<Session> = {}) => {
    const id = (n += 1)
    const identity = { name: '张三', idCard: `9901011990${String(id).padStart(8, '0')}` }
    const { bizToken } = await app.addSession(on, { identity, ...fields })
    return new RecordClient(app.url, await prepareSession(app.url, bizToken, `recorded-${id}`))
  }
  const started = async () => {
    const client = await prepare()
    const { body } = await client.start()
    return { client, painted: paintedOf(body.challenge), challenge: body.challenge }
  }
  const committed = async (clip: Buffer = clipOf()) => {
    const { client, painted } = await started()
    assert.deepEqual(said(await client.commit(clip, painted)), ['ok', 200])
    return { client, painted, clip }
  }
  const uploaded = async (clip?: Buffer) => {
    const begun = await committed(clip)
    await begun.client.upload(begun.clip)
    return begun
  }
  const find = async ({ device }: RecordClient) => (await app.store.sessions.find(device.bizToken))!
  const attempts = ({ device }: RecordClient) => app.store.attempts.listBySession(device.bizToken)
  const counted = async () => {
    const rows = await app.store.db
      .selectFrom('counters')
      .select('n')
      .where('scope', '!=', 'givenBack')
      .execute()
    return rows.reduce((sum, { n }) => sum + n, 0)
  }
  const keptOf = async (client: RecordClient) => {
    const kept = await app.store.attempts.evidenceOf(client.captureId)
    const read = async (id: string) => Buffer.from((await app.store.evidence.get(id))!)
    return { ...kept!, read }
  }
  const recordOf = async (client: RecordClient) => {
    const { record, read } = await keptOf(client)
    const kept: {
      camera: { label: string }
      frames: { timeMs: number }[]
      soundStartMs: number | null
    } = JSON.parse((await read(record)).toString())
    return kept
  }
  /** The session waits for another capture, and nothing of this one is left. */
  const letGo = async (client: RecordClient) => {
    for (let i = 0; (await find(client)).state !== 'consented'; i += 1) {
      if (i === 200) assert.fail(`the session is ${(await find(client)).state}`)
      await sleep(5)
    }
    assert.deepEqual(await attempts(client), [])
    const { bizToken } = client.device
    const { db } = app.store
    const open = db.selectFrom('challenges').select('biz_token').where('biz_token', '=', bizToken)
    assert.deepEqual(await open.execute(), [])
    const kept = db.selectFrom('evidence').select('kind').where('owner', '=', `session:${bizToken}`)
    assert.deepEqual(await kept.execute(), [])
  }

  describe('starts', () => {
    it('with a challenge that is counted, and the limits of the upload', async () => {
      const before = await counted()
      const { client, challenge } = await started()
      assert.equal(challenge.kind, 'light')
      assert.equal(await counted(), before + 2)
      const { state, captureId } = await find(client)
      assert.deepEqual([state, captureId], ['capturing', client.captureId])
      const { body } = await client.start()
      assert.deepEqual(body.limits, recordLimits)
      assert.equal(await counted(), before + 4)
    })

    it('with a challenge that lives for its steps and half a minute', async () => {
      const { client, challenge } = await started()
      const lastsMs = paintedOf(challenge).at(-1)!
      assert.equal(challenge.lifetimeMs, lastsMs + 30_000)
      const { db } = app.store
      const rows = db.selectFrom('challenges').select('expires_at')
      const row = await rows.where('capture_id', '=', client.captureId).executeTakeFirstOrThrow()
      const leftMs = row.expires_at - Date.now()
      assert.ok(leftMs > lastsMs && leftMs <= challenge.lifetimeMs, String(leftMs))
    })

    it('with a name of what films, which is kept for the operator', async () => {
      const camera = { facing: 'user', widthPx: 480, heightPx: 640 }
      const label = 'OBS Virtual Camera; record; android; 8.0.50'
      const client = await prepare()
      const tooLong = { ...camera, label: 'x'.repeat(201) }
      assert.deepEqual(said(await client.start({ camera: tooLong })), ['InvalidParameter', 400])
      const rear = { ...camera, facing: 'unknown', label: '后置' }
      assert.deepEqual(said(await client.start({ camera: rear })), ['Capture.RearCamera', 400])
      const { body } = await client.start({ camera: { ...camera, label } })
      const clip = clipOf()
      await client.commit(clip, paintedOf(body.challenge))
      await client.upload(clip)
      assert.equal((await client.finish()).status, 200)
      const [attempt] = await attempts(client)
      const check = attempt?.checks.find(({ name }) => name === 'capture.camera')
      assert.deepEqual([check?.value, check?.outcome], [label, 'inconclusive'])
      assert.equal((await recordOf(client)).camera.label, label)
    })

    it('where the socket would, and is refused with the same codes', async () => {
      const camera = { facing: 'environment', widthPx: 0, heightPx: 0 }
      assert.deepEqual(said(await (await prepare()).start({ camera })), ['Capture.RearCamera', 400])
      const supports = ['digit@1', 'light@2']
      assert.deepEqual(said(await (await prepare()).start({ supports })), [
        'Capture.ModeUnsupported',
        400,
      ])
      const deviceSecret = 'x'.repeat(43)
      assert.deepEqual(said(await (await prepare()).start({ deviceSecret })), [
        'Session.OtherDevice',
        403,
      ])
      const { bizToken } = await app.addSession(rule)
      const { body } = await postSession<{ deviceSecret: string }>(app.url, 'open', { bizToken })
      const fresh = new RecordClient(app.url, { bizToken, deviceSecret: body.deviceSecret })
      assert.deepEqual(said(await fresh.start()), ['Session.ConsentNeeded', 409])
      const late = await prepare()
      app.clockAheadMs = 7_200_001
      assert.deepEqual(said(await late.start()), ['Session.Expired', 410])
    })

    it('in the mini program only: a page of the native channel never makes a file', async () => {
      for (const fields of [
        { channel: 'h5-native', livenessMode: 'light' },
        { channel: 'h5', livenessMode: 'digit' },
        { channel: 'h5', livenessMode: 'silent' },
      ] as const) {
        const client = await prepare(await app.addRule(fields))
        const supports = ['light@1', 'digit@1', 'silent@1']
        assert.deepEqual(said(await client.start({ supports })), ['Capture.ModeUnsupported', 400])
        assert.equal((await find(client)).state, 'consented')
      }
    })

    it('no more than 20 times a day', async () => {
      const client = await prepare()
      for (let i = 0; i < 20; i += 1) assert.equal((await client.start()).status, 200)
      assert.deepEqual(said(await client.start()), [
        'FailedOperation.IdentityAuthLimitExceeded',
        429,
      ])
      assert.equal((await find(client)).state, 'consented')
      assert.equal((await attempts(client))[0]?.errCode, 2018)
    })
  })

  describe('is committed to', () => {
    it('once: the same again is fine, another file or other times are not', async () => {
      const { client, painted, clip } = await committed()
      assert.deepEqual(said(await client.commit(clip, painted)), ['ok', 200])
      for (const other of [
        await client.commit(clipOf({ durationMs: 3999 }), painted),
        await client.commit(clip, painted, { sizeBytes: clip.length + 1 }),
        await client.commit(
          clip,
          painted.map(timeMs => timeMs + 1),
        ),
      ]) {
        assert.deepEqual(said(other), ['Capture.OutOfOrder', 409])
      }
      await client.upload(clip)
      assert.equal((await client.finish()).status, 200)
    })

    it('with a time of every step, each after the one before, and no more than has passed', async () => {
      const { client, painted } = await started()
      const swapped = painted.with(2, painted[3]!).with(3, painted[2]!)
      for (const [times, code, status] of [
        [[], 'Capture.Incomplete', 409],
        [painted.slice(1), 'Capture.Incomplete', 409],
        [[...painted, 9_999], 'Capture.Incomplete', 409],
        [swapped, 'Capture.OutOfOrder', 409],
        [painted.with(1, painted[0]!), 'Capture.OutOfOrder', 409],
        [painted.with(painted.length - 1, 200_000), 'Capture.ClockRefused', 400],
      ] as const) {
        assert.deepEqual(said(await client.commit(clipOf(), times)), [code, status])
      }
      assert.deepEqual(said(await client.commit(clipOf(), painted)), ['ok', 200])
    })

    it('leaves steps that were on the screen too long to the judge', async () => {
      const { client, painted } = await started()
      const late = painted.map((timeMs, step) => (step > 3 ? timeMs + 150 : timeMs))
      const clip = clipOf()
      await client.commit(clip, late)
      await client.upload(clip)
      const { body } = await client.finish()
      assert.deepEqual([body.verdict.outcome, body.verdict.advice], ['retry', 'network'])
      assert.equal((await attempts(client))[0]?.errCode, 1008)
    })

    it('only with what is in order, and of a size that is taken', async () => {
      const { client, painted } = await started()
      const bad = async (change: object) => said(await client.commit(clipOf(), painted, change))
      for (const change of [
        { sha256: 'g'.repeat(64) },
        { sha256: 'A'.repeat(64) },
        { sizeBytes: 0 },
        { sizeBytes: 1.5 },
        { sizeBytes: '7' },
        { painted: painted.map(() => null) },
        { painted: 'all' },
        { painted: Array.from({ length: 65 }, (_, i) => i) },
        { captureId: 'none' },
        { more: 1 },
      ]) {
        assert.deepEqual(await bad(change), ['InvalidParameter', 400], JSON.stringify(change))
      }
      const text = JSON.stringify({ ...client.request, sizeBytes: 1, sha256: sha256(clipOf()) })
      for (const number of ['NaN', '1e999', '-1e999']) {
        const body = text.replace(/}$/, `,"painted":[${number}]}`)
        const reply = await postSession(app.url, 'record/commit', body)
        assert.deepEqual(said(reply), ['InvalidParameter', 400])
      }
      assert.deepEqual(await bad({ sizeBytes: recordLimits.maxClipBytes + 1 }), [
        'Capture.TooBig',
        413,
      ])
    })

    it('within the life of the challenge', async () => {
      const { client, painted, challenge } = await started()
      app.clockAheadMs = challenge.lifetimeMs
      const reply = await client.commit(clipOf(), painted)
      assert.deepEqual(said(reply), ['Capture.ChallengeExpired', 410])
      app.clockAheadMs = 0
      await letGo(client)
      assert.deepEqual(said(await client.commit(clipOf(), painted)), [
        'Capture.ChallengeExpired',
        410,
      ])
      assert.deepEqual(said(await client.finish()), ['Capture.ChallengeExpired', 410])
    })
  })

  describe('comes in parts', () => {
    it('that go on where the last one ended, however often they are sent', async () => {
      const { client, clip } = await committed()
      const send = async (from: number, to: number) => {
        const { body } = await client.part(from, clip.subarray(from, to))
        return body.received
      }
      assert.equal(await send(0, 5), 5)
      assert.equal(await send(0, 5), 5)
      assert.equal(await send(2, 9), 9)
      assert.equal(await send(9, 9), 9)
      assert.deepEqual(said(await client.part(10, clip.subarray(10))), ['Capture.OutOfOrder', 409])
      assert.equal((await client.part(0, new Uint8Array())).body.received, 9)
      assert.deepEqual(said(await client.finish()), ['Capture.Incomplete', 409])
      assert.equal(await send(9, clip.length), clip.length)
      assert.equal((await client.finish()).status, 200)
    })

    it('while there is memory for all of it; what is only announced takes none', async () => {
      const { maxClipBytes: sizeBytes, maxPartBytes } = recordLimits
      const part = Buffer.alloc(maxPartBytes)
      const announced = async () => {
        const { client, painted } = await started()
        assert.deepEqual(said(await client.commit(clipOf(), painted, { sizeBytes })), ['ok', 200])
        return client
      }
      // More than fit if they were all as large as they say.
      const clients: RecordClient[] = []
      while (clients.length < 40) clients.push(await announced())
      const begun: RecordClient[] = []
      const refused: RecordClient[] = []
      for (const client of clients) {
        const reply = await client.part(0, part)
        if (reply.status === 200) begun.push(client)
        else {
          assert.deepEqual(said(reply), ['Capture.Busy', 503])
          refused.push(client)
        }
      }
      assert.ok(begun.length >= 28 && begun.length <= 32, `${begun.length} clips`)
      // In turn, part by part, and all at once: each that has begun comes to its end.
      for (let offset = part.length; offset < sizeBytes; offset += part.length) {
        for (const reply of await Promise.all(begun.map(client => client.part(offset, part)))) {
          assert.equal(reply.body.received, offset + part.length, reply.body.code)
        }
      }
      const [waiting, late] = refused
      assert.ok(waiting && late)
      assert.deepEqual(said(await waiting.part(0, part)), ['Capture.Busy', 503])
      // One session holds one clip: what it began before is given back.
      const before = await counted()
      await late.start()
      for (let i = 0; (await counted()) !== before; i += 1) {
        assert.ok(i < 200, 'the try that we had no memory for was not given back')
        await sleep(5)
      }
      assert.equal((await begun[0]!.start()).status, 200)
      // Whoever was refused may come again.
      await waiting.upload(Buffer.alloc(sizeBytes))
      assert.equal((await waiting.part(sizeBytes, new Uint8Array())).body.received, sizeBytes)
      for (const { device } of clients) await postSession(app.url, 'withdraw', device)
      const next = await announced()
      assert.equal((await next.part(0, part)).body.received, part.length)
      await postSession(app.url, 'withdraw', next.device)
    })

    it('and says of each that it does not take what to send instead', async () => {
      const { client, painted } = await started()
      const clip = clipOf()
      const message = async (reply: Promise<SessionReply<object>>) => (await reply).body.message
      assert.match((await message(client.part(0, clip))) ?? '', /Call commit first\.$/)
      const few = painted.slice(1)
      assert.match(
        (await message(client.commit(clip, few))) ?? '',
        /needs \d+ times .* and has \d+\. Mend it and commit again\.$/,
      )
      await client.commit(clip, painted)
      assert.match(
        (await message(client.commit(Buffer.alloc(9), painted))) ?? '',
        /Upload that one/,
      )
      await client.part(0, clip.subarray(0, 8))
      assert.match(
        (await message(client.part(9, clip.subarray(9)))) ?? '',
        /Go on from offset=8\.$/,
      )
      assert.match((await message(client.finish())) ?? '', /8 are there\. Go on from offset=8/)
      const other = { 'Accept-Language': 'zh-CN' }
      assert.match((await message(client.part(0, Buffer.alloc(8), other))) ?? '', /offset=8/)
      // It does go on.
      await client.part(8, clip.subarray(8))
      assert.equal((await client.finish()).status, 200)
      assert.match((await message(client.part(0, clip))) ?? '', /Ask for it with finish\.$/)
      const typed = await client.part(0, clip, { 'Content-Type': 'application/json' })
      assert.deepEqual(said(typed), ['UnsupportedProtocol', 415])
      assert.match(typed.body.message ?? '', /Content-Type: application\/octet-stream/)
      assert.doesNotMatch(typed.body.message ?? '', /json|GET/)
    })

    it('not before it is committed to', async () => {
      const { client } = await started()
      for (const bytes of [clipOf(), new Uint8Array()]) {
        assert.deepEqual(said(await client.part(0, bytes)), ['Capture.OutOfOrder', 409])
      }
      assert.deepEqual(said(await client.finish()), ['Capture.OutOfOrder', 409])
    })

    it('not with other bytes than came before, nor with more than were announced', async () => {
      const { client, clip } = await committed()
      await client.part(0, clip.subarray(0, 10))
      const other = Buffer.from(clip)
      other[4]! ^= 1
      assert.deepEqual(said(await client.part(0, other)), ['Capture.ChainBroken', 400])
      assert.deepEqual(said(await client.part(10, Buffer.alloc(clip.length))), [
        'Capture.TooBig',
        413,
      ])
      const large = Buffer.alloc(recordLimits.maxPartBytes + 1)
      assert.deepEqual(said(await client.part(0, large)), ['RequestSizeLimitExceeded', 413])
      assert.equal((await client.part(0, new Uint8Array())).body.received, 10)
    })

    it('of this device and this capture alone', async () => {
      const { client, clip } = await committed()
      const secret = { 'x-zhenren-device': 'y'.repeat(43) }
      assert.deepEqual(said(await client.part(0, clip, secret)), ['Session.OtherDevice', 403])
      const other = await committed()
      const foreign = new RecordClient(app.url, other.client.device)
      foreign.captureId = client.captureId
      assert.deepEqual(said(await foreign.part(0, clip)), ['Capture.Superseded', 409])
      assert.deepEqual(said(await foreign.finish()), ['Capture.Superseded', 409])
      foreign.captureId = randomUUID()
      assert.deepEqual(said(await foreign.part(0, clip)), ['Capture.Superseded', 409])
      for (const headers of [
        { 'x-zhenren-token': '' },
        { 'x-zhenren-token': 'nothing' },
        { 'x-zhenren-device': '' },
      ]) {
        assert.deepEqual(said(await client.part(0, clip, headers)), ['InvalidParameter', 400])
      }
      const text = { 'Content-Type': 'text/plain' }
      assert.deepEqual(said(await client.part(0, clip, text)), ['UnsupportedProtocol', 415])
      for (const offset of ['-1', '1.5', '0x1', '', '1e3', '9999999999', '0&offset=0']) {
        assert.deepEqual(said(await client.part(offset, clip)), ['InvalidParameter', 400], offset)
      }
      await client.upload(clip)
      assert.equal((await client.finish()).status, 200)
    })

    it('that are not too many', async () => {
      const { client, clip } = await committed()
      for (let i = 0; i < 400; i += 1) await client.part(0, clip.subarray(0, 1))
      assert.deepEqual(said(await client.part(0, clip)), ['Capture.TooMany', 429])
      await letGo(client)
    })
  })

  describe('is judged', () => {
    it('once, whoever asks and however often', async () => {
      const { client } = await uploaded()
      const { reached, open } = reader.hold()
      const both = [client.finish(), client.finish()]
      await reached
      open()
      const [one, other] = await Promise.all(both)
      assert.equal(one!.status, 200, one!.body.code)
      assert.deepEqual(one!.body, other!.body)
      assert.deepEqual((await client.finish()).body, one!.body)
      assert.deepEqual(Object.keys(one!.body), ['verdict'])
      assert.deepEqual(Object.keys(one!.body.verdict).toSorted(), [
        'advice',
        'outcome',
        'redirectUrl',
      ])
      const [attempt, ...more] = await attempts(client)
      assert.deepEqual([attempt?.seq, more.length], [client.captureId, 0])
      const { state, verdicts } = await find(client)
      assert.deepEqual([state, verdicts], ['consented', 1])
      assert.deepEqual(said(await client.part(0, clipOf())), ['Capture.OutOfOrder', 409])

      const before = client.captureId
      await client.start()
      assert.deepEqual(said(await client.finish({ captureId: before })), [
        'Capture.Superseded',
        409,
      ])
    })

    it('whatever its device still sends meanwhile', async () => {
      const { client, clip } = await uploaded()
      const { reached, open } = reader.hold()
      const verdict = client.finish()
      await reached
      for (let i = 0; i < 401; i += 1) {
        const { status, body } = await client.part(0, clip.subarray(0, 1))
        assert.deepEqual([status, body.received], [200, clip.length])
      }
      assert.equal((await find(client)).captureId, client.captureId)
      open()
      const { status, body } = await verdict
      assert.equal(status, 200, body.code)
      const [attempt, ...more] = await attempts(client)
      assert.deepEqual([attempt?.seq, more.length], [client.captureId, 0])
      assert.deepEqual((await client.finish()).body, body)
    })

    it('not when other bytes came than were announced', async () => {
      const { client, painted } = await started()
      const clip = clipOf()
      await client.commit(clip, painted, { sha256: sha256(clipOf({ durationMs: 3999 })) })
      await client.upload(clip)
      assert.deepEqual(said(await client.finish()), ['Capture.ChainBroken', 400])
      await letGo(client)
    })

    for (const [fault, code, status] of [
      ['notMedia', 'Capture.ClipUnreadable', 422],
      ['noVideo', 'Capture.ClipUnreadable', 422],
      ['brokenMedia', 'Capture.ClipUnreadable', 422],
      ['tooLong', 'Capture.TooBig', 413],
      ['timedOut', 'Capture.TooBig', 413],
      ['closed', 'Capture.ServerStopping', 503],
    ] as [MediaFault, string, number][]) {
      it(`not when it cannot be: ${fault}; nothing is kept of it`, async () => {
        const before = await counted()
        const { client } = await uploaded(clipOf({ fault }))
        assert.deepEqual(said(await client.finish()), [code, status])
        await letGo(client)
        assert.equal(await counted(), before + (code === 'Capture.ServerStopping' ? 0 : 2))
        assert.deepEqual(said(await client.finish()), [code, status])
        assert.equal((await client.start()).status, 200)
      })
    }

    it('later, when the decoder is busy', async () => {
      const clip = clipOf()
      const { client } = await uploaded(clip)
      const busy = await fakeReader.readClip(clipOf({ fault: 'busy' })).catch(error => error)
      reader.failure = busy
      assert.deepEqual(said(await client.finish()), ['Capture.Busy', 503])
      assert.equal((await find(client)).state, 'capturing')
      assert.equal((await client.part(0, new Uint8Array())).body.received, clip.length)
      reader.failure = null
      assert.equal((await client.finish()).status, 200)
    })

    it('again, when it took too long while others were decoded, but once only', async () => {
      const before = await counted()
      const other = (await uploaded()).client
      const { reached, open } = reader.hold()
      const verdict = other.finish()
      await reached
      const { client } = await uploaded()
      const slow = await fakeReader.readClip(clipOf({ fault: 'timedOut' })).catch(error => error)
      reader.readNext = async () => await Promise.reject(slow)
      assert.deepEqual(said(await client.finish()), ['Capture.Busy', 503])
      assert.equal((await find(client)).state, 'capturing')
      assert.deepEqual(said(await client.finish()), ['Capture.TooBig', 413])
      reader.readNext = null
      open()
      assert.equal((await verdict).status, 200)
      assert.equal(await counted(), before + 4)
    })

    it('and gives the count back to one that gives up while we are busy', async () => {
      const before = await counted()
      const { client, clip } = await uploaded()
      reader.failure = await fakeReader.readClip(clipOf({ fault: 'busy' })).catch(error => error)
      assert.deepEqual(said(await client.finish()), ['Capture.Busy', 503])
      assert.equal((await client.part(0, new Uint8Array())).body.received, clip.length)
      await client.start()
      for (let i = 0; (await counted()) !== before + 2; i += 1) {
        assert.ok(i < 200, 'no try was given back')
        await sleep(5)
      }
    })

    it('and gives the count back when the fault is ours', async () => {
      const before = await counted()
      for (const clip of [clipOf(), clipOf({ scene: { crash: true } })]) {
        const { client } = await uploaded(clip)
        reader.failure = clip.includes('crash') ? null : new Error('the fake decoder is on fire')
        assert.deepEqual(said(await client.finish()), ['InternalError', 500])
        await letGo(client)
        assert.equal(await counted(), before)
      }
      assert.match(app.logged(), /the fake decoder is on fire/)
      assert.match(app.logged(), /the fake model crashed/)
    })

    it('however long its upload took: it is not abandoned', async () => {
      const { client, painted, challenge } = await started()
      const clip = clipOf()
      app.clockAheadMs = challenge.lifetimeMs - 5_000
      assert.deepEqual(said(await client.commit(clip, painted)), ['ok', 200])
      const isHeld = async (afterMs: number) => {
        app.clockAheadMs += afterMs
        await app.runJob('releaseAbandoned')
        assert.equal((await find(client)).state, 'capturing')
      }
      await isHeld(280_000)
      await client.upload(clip)
      const { reached, open } = reader.hold()
      const verdict = client.finish()
      await reached
      await isHeld(22_000)
      open()
      assert.equal((await verdict).status, 200)
    })

    it('against the time in which it can have been filmed', async () => {
      const clip = clipOf({ durationMs: 4000 })
      const checks = async ({ client }: { client: RecordClient }) => {
        await client.finish()
        const [attempt] = await attempts(client)
        return attempt!.checks.filter(({ name }) => name.startsWith('record.'))
      }
      const [after, length] = await checks(await uploaded(clip))
      assert.deepEqual([after?.name, after?.outcome], ['record.commitAfterMs', 'pass'])
      assert.deepEqual([length?.name, length?.outcome], ['record.clipMs', 'inconclusive'])
      const short = await checks(await uploaded(clipOf({ durationMs: 900 })))
      assert.equal(short[1]?.outcome, 'pass')
    })

    it('and keeps of its pictures and its sound what belongs to the ceremony', async () => {
      const client = await prepare(await app.addRule({ channel: 'miniapp', livenessMode: 'digit' }))
      const { body } = await client.start()
      const untilMs = 300
      const steps = paintedOf(body.challenge)
      const painted = steps.map(timeMs => timeMs - steps.at(-1)! + untilMs)
      app.clockAheadMs = 0
      await sleep(Math.max(0, steps.at(-1)! - 400))
      const clip = clipOf({ reads: true })
      assert.deepEqual(said(await client.commit(clip, painted)), ['ok', 200])
      await client.upload(clip)
      assert.equal((await client.finish()).status, 200)
      const whole = await fakeReader.readClip(clip)
      const { frames, soundStartMs } = await recordOf(client)
      const lastMs = frames.at(-1)!.timeMs
      assert.ok(lastMs <= untilMs + 1000 && lastMs > untilMs + 900, String(lastMs))
      assert.ok(frames.length < whole.frames.length)
      const { sound, read } = await keptOf(client)
      const wav = await read(sound!)
      const soundMs = (wav.length - 44) / 32
      assert.ok(Math.abs(soundStartMs! + soundMs - untilMs - 1000) < 2, String(soundMs))
    })

    it('and keeps nothing but the verdict under a verdict-only rule', async () => {
      const strict = await app.addRule({ channel: 'miniapp', retention: 'verdict-only' })
      const client = await prepare(strict)
      const { body } = await client.start()
      const clip = clipOf()
      await client.commit(clip, paintedOf(body.challenge))
      await client.upload(clip)
      assert.equal((await client.finish()).status, 200)
      const owner = `session:${client.device.bizToken}`
      const rows = app.store.db.selectFrom('evidence').selectAll().where('owner', '=', owner)
      assert.deepEqual(await rows.execute(), [])
    })
  })

  describe('loses its session', () => {
    it('to a newer recording of the same device', async () => {
      const { client, clip } = await uploaded()
      const older = client.captureId
      await client.start()
      for (const reply of [
        await client.finish({ captureId: older }),
        await postSession(app.url, 'record/commit', {
          ...client.request,
          captureId: older,
          painted: [0],
          sizeBytes: 1,
          sha256: sha256(clip),
        }),
      ]) {
        assert.deepEqual(said(reply), ['Capture.Superseded', 409])
      }
      assert.equal((await find(client)).captureId, client.captureId)
    })

    it('to a socket, and takes it from one', async () => {
      const { client } = await uploaded()
      const socket = await new CaptureClient(app.url).opened()
      await socket.greet(client.device)
      assert.deepEqual(said(await client.finish()), ['Capture.Superseded', 409])
      assert.equal((await client.start()).status, 200)
      assert.equal((await socket.next('error')).code, 'Capture.Superseded')
      assert.equal((await socket.closed).code, closeCodes.superseded)
      assert.equal((await find(client)).captureId, client.captureId)
    })

    it('to another process, and finds out at its next step', async () => {
      const { client, clip } = await committed()
      await app.store.sessions.transition(client.device.bizToken, ['capturing'], 'capturing', {
        captureId: 'of another process',
      })
      assert.deepEqual(said(await client.part(0, clip)), ['Capture.Superseded', 409])
      assert.equal((await find(client)).captureId, 'of another process')
    })

    for (const retention of ['reference', 'verdict-only'] as const) {
      it(`at the last moment, and leaves what was kept before: ${retention}`, async () => {
        const client = await prepare(await app.addRule({ channel: 'miniapp', retention }))
        const { bizToken } = client.device
        const { db, evidence, sessions, verdicts } = app.store
        const hand = async () => {
          const { body } = await client.start()
          const clip = clipOf()
          await client.commit(clip, paintedOf(body.challenge))
          await client.upload(clip)
          return await client.finish()
        }
        const keptIds = async () => {
          const rows = db.selectFrom('evidence').select('evidence_id')
          const ids = await rows.where('owner', '=', `session:${bizToken}`).execute()
          return ids.map(row => row.evidence_id).toSorted()
        }
        const owner = `session:${bizToken}`
        const photo = { owner, kind: 'reference', createdAt: 0, purgeAt: null } as const
        await evidence.put(photo, Buffer.from('the photo to compare with'))
        assert.equal((await hand()).status, 200)
        const before = await keptIds()
        assert.equal(before.length > 1, retention === 'reference')

        const record = verdicts.record.bind(verdicts)
        verdicts.record = async verdict => {
          verdicts.record = record
          const captureId = 'of another process'
          await sessions.transition(bizToken, ['judging'], 'consented', { captureId: null })
          await sessions.transition(bizToken, ['consented'], 'capturing', { captureId })
          return await record(verdict)
        }
        assert.deepEqual(said(await hand()), ['Capture.Superseded', 409])
        assert.deepEqual(await keptIds(), before)
        assert.equal((await attempts(client)).length, 1)
      })
    }

    it('even while its clip is being decoded', async () => {
      const { client } = await uploaded()
      const older = client.captureId
      const { reached, open } = reader.hold()
      const verdict = client.finish()
      await reached
      await client.start()
      open()
      assert.deepEqual(said(await verdict), ['Capture.Superseded', 409])
      assert.deepEqual(await attempts(client), [])
      const { state, captureId } = await find(client)
      assert.deepEqual([state, captureId], ['capturing', client.captureId])
      assert.notEqual(captureId, older)
    })

    it('when the person withdraws, before the end or in the middle of the judgement', async () => {
      const { client, clip } = await committed()
      assert.equal((await postSession(app.url, 'withdraw', client.device)).status, 200)
      assert.deepEqual(said(await client.part(0, clip)), ['Session.Gone', 410])

      const late = (await uploaded()).client
      const { reached, open } = reader.hold()
      const verdict = late.finish()
      await reached
      assert.equal((await postSession(app.url, 'withdraw', late.device)).status, 200)
      open()
      assert.deepEqual(said(await verdict), ['Session.Withdrawn', 410])
      assert.deepEqual(await attempts(late), [])
      assert.ok((await find(late)).purgedAt)
      assert.deepEqual(said(await late.finish()), ['Session.Gone', 410])
      const rows = await app.store.db
        .selectFrom('evidence')
        .select('owner')
        .where('owner', '=', `session:${late.device.bizToken}`)
        .execute()
      assert.deepEqual(rows, [])
    })
  })
})

describe('a recorded capture that is slow', function () {
  this.timeout(30_000)

  it('is let go of when its upload does not end, and its session is free again', async () => {
    const app = await startCaptureApp({ uploadMs: 50 })
    try {
      const { bizToken } = await app.addSession(await app.addRule({ channel: 'miniapp' }))
      const client = new RecordClient(app.url, await prepareSession(app.url, bizToken))
      const { body } = await client.start()
      await client.commit(clipOf(), paintedOf(body.challenge))
      for (let i = 0; (await app.store.sessions.find(bizToken))?.state !== 'consented'; i += 1) {
        assert.ok(i < 400, 'the session is still held')
        await sleep(5)
      }
      assert.deepEqual(said(await client.part(0, clipOf())), ['Capture.TooLong', 410])
    } finally {
      await app.close()
    }
  })

  it('gets its verdict before the server stops, or is let go of', async () => {
    const reader = holdableReader()
    const { reached, open } = reader.hold()
    const app = await startCaptureApp({ reader })
    const rule = await app.addRule({ channel: 'miniapp' })
    const begin = async (openid: string) => {
      const { bizToken } = await app.addSession(rule)
      const client = new RecordClient(app.url, await prepareSession(app.url, bizToken, openid))
      const { body } = await client.start()
      const clip = clipOf()
      await client.commit(clip, paintedOf(body.challenge))
      await client.upload(clip)
      return client
    }
    const judged = await begin('one')
    await begin('other')
    const verdict = judged.finish()
    await reached
    const closing = app.close()
    open()
    assert.equal((await verdict).status, 200)
    await closing
  })
})
