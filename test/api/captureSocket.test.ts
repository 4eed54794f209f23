import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Rule } from '../../server/domain/rule.ts'
import { createReadResult } from '../../server/flows/readResult.ts'
import { closeCodes } from '../../server/protocol/capture.ts'
import { startCaptureApp, passLight, type CaptureApp } from '../support/captureApp.ts'
import { CaptureClient, type Device } from '../support/captureClient.ts'
import { fakeJpeg } from '../support/captureFakes.ts'
import { postSession, prepareSession } from '../support/sessionClient.ts'

describe('the capture socket', function () {
  this.timeout(60_000)
  let app: CaptureApp
  let rule: Rule
  const clients: CaptureClient[] = []
  let openids = 0

  before(async () => {
    app = await startCaptureApp()
    rule = await app.addRule()
  })
  after(() => app?.close())
  afterEach(() => {
    for (const { socket } of clients.splice(0)) socket.terminate()
    app.judge.light = passLight
    app.judge.authority = { kind: 'photo', photo: fakeJpeg({ n: 0 }) }
  })

  const connect = async (headers: Record<string, string> = {}) => {
    const client = new CaptureClient(app.url, headers)
    clients.push(client)
    return await client.opened()
  }
  /** Every test its own person, so that no counter runs full. */
  const idCard = () => `9901011990${String(openids).padStart(8, '0')}`
  const prepare = async (on: Rule = rule, fields = {}): Promise<Device> => {
    openids += 1
    const identity = { name: '张三', idCard: idCard() }
    const session = await app.addSession(on, { identity, ...fields })
    return await prepareSession(app.url, session.bizToken, `openid-${openids}`)
  }
  const find = async ({ bizToken }: Device) => (await app.store.sessions.find(bizToken))!
  const attempts = ({ bizToken }: Device) => app.store.attempts.listBySession(bizToken)
  const refusal = async (client: CaptureClient) => {
    const { code } = await client.next('error')
    return [code, (await client.closed).code]
  }
  /** Waits until the server has let go of the session. */
  const released = async (device: Device) => {
    for (let i = 0; i < 200; i += 1) {
      const session = await find(device)
      if (session.state !== 'capturing' && session.state !== 'judging') return session
      await sleep(5)
    }
    throw new Error('still capturing')
  }

  describe('in a whole ceremony', () => {
    it('passes a live person who is the one of the photo, and keeps the evidence', async () => {
      const device = await prepare(rule)
      const client = await connect()
      const verdict = await client.run(device)
      assert.deepEqual(verdict, {
        outcome: 'passed',
        advice: null,
        redirectUrl: `https://example.com/done?BizToken=${device.bizToken}`,
      })
      assert.equal((await client.closed).code, closeCodes.finished)
      const session = await find(device)
      assert.deepEqual(
        [session.state, session.errCode, session.verdicts, session.captureId],
        ['passed', 0, 1, null],
      )
      const [attempt] = await attempts(device)
      assert.deepEqual(
        [attempt?.errCode, attempt?.liveStatus, attempt?.compareStatus, attempt?.sim],
        [0, 0, 0, 100],
      )
      assert.equal(attempt?.isNeedCharge, true)
      const names = attempt?.checks.map(({ name }) => name) ?? []
      for (const name of ['inject.loops', 'light.fake', 'identity.stills', 'compare.sim']) {
        assert.ok(names.includes(name), name)
      }
      const kept = await app.store.attempts.evidenceOf(attempt?.seq ?? '')
      assert.ok(await app.store.evidence.get(kept!.frames))
      const text = Buffer.from((await app.store.evidence.get(kept!.record))!).toString()
      const captureRecord: { painted: number[]; challenge: { light: { hues: string[] } } } =
        JSON.parse(text)
      assert.equal(captureRecord.painted.length, captureRecord.challenge.light.hues.length + 3)
      assert.equal(kept!.bestFrames.length, 7)

      const account = await app.store.accounts.find(rule.accountId)
      const readResult = createReadResult({ ...app.store, clock: Date.now })
      const request = { account: account!, bizToken: device.bizToken, ruleId: rule.ruleId }
      assert.deepEqual((await readResult(request)).bestFrames, [])
      const { bestFrames } = await readResult({ ...request, bestFrames: 3 })
      assert.equal(bestFrames.length, 3)
      assert.deepEqual([...bestFrames[0]!.subarray(0, 2)], [0xff, 0xd8])
    })

    it('tells the device no score and no check, whatever the outcome', async () => {
      app.judge.light = () => ({
        outcome: 'fail',
        resultCode: 1002,
        advice: 'liveness',
        checks: [{ name: 'light.secret', value: 0.123, threshold: '≥ 1', outcome: 'fail' }],
      })
      const device = await prepare(rule)
      const client = await connect()
      const heard: string[] = []
      client.socket.on('message', data => heard.push(Buffer.isBuffer(data) ? data.toString() : ''))
      assert.deepEqual(await client.run(device), {
        outcome: 'retry',
        advice: 'liveness',
        redirectUrl: null,
      })
      await client.closed
      assert.doesNotMatch(heard.join(''), /light\.secret|0\.123|1002|sim/i)
      const [attempt] = await attempts(device)
      assert.deepEqual(
        [attempt?.errCode, attempt?.liveStatus, attempt?.compareStatus, attempt?.sim],
        [1002, 1002, null, null],
      )
      assert.equal(attempt?.isNeedCharge, false)
      assert.equal((await find(device)).state, 'consented')
    })

    it('refuses a stranger: live, but not the person of the photo', async () => {
      app.judge.authority = { kind: 'photo', photo: fakeJpeg({ n: 0, person: 7 }) }
      const device = await prepare(rule)
      const verdict = await (await connect()).run(device)
      assert.deepEqual([verdict.outcome, verdict.advice], ['retry', 'otherPerson'])
      const [attempt] = await attempts(device)
      assert.deepEqual(
        [attempt?.errCode, attempt?.liveStatus, attempt?.compareStatus],
        [2016, 0, 2016],
      )
    })

    it('compares with the photo of the integrator when there is one', async () => {
      const session = await app.addSession(rule, { identity: null })
      const referenceEvidenceId = await app.store.evidence.put(
        {
          owner: `session:${session.bizToken}`,
          kind: 'reference',
          createdAt: session.createdAt,
          purgeAt: session.purgeAt,
        },
        fakeJpeg({ n: 1, person: 3 }),
      )
      const uploaded = await app.addSession(rule, { referenceEvidenceId, identity: null })
      openids += 1
      const device = await prepareSession(app.url, uploaded.bizToken, `openid-${openids}`)
      const client = await connect()
      const verdict = await client.run(device, () => ({ person: 3 }), { person: 3 })
      assert.equal(verdict.outcome, 'passed')
      assert.equal((await attempts(device))[0]?.chargeType, '比对')
    })

    for (const [title, scene, still, code] of [
      ['a second face', (i: number) => ({ faces: i % 4 === 0 ? 2 : 1 }), {}, 2012],
      ['a face that leaves', (i: number) => ({ faces: i % 2 }), {}, 1210],
      ['frames that go in a loop', (i: number) => ({ n: -1 - (i % 3) }), {}, 1002],
      ['a picture that stands still', () => ({ n: -9 }), {}, 1008],
      ['a face that jumps', (i: number) => ({ centre: [i === 9 ? 20 : 180, 230] }), {}, 1003],
      ['stills of somebody else', () => ({}), { person: 5 }, 1002],
      ['a stream of two people', (i: number) => ({ person: i % 2 }), { person: 1 }, 1002],
    ] as [string, (i: number) => object, object, number][]) {
      it(`does not pass ${title}`, async () => {
        const device = await prepare(rule)
        const verdict = await (await connect()).run(device, scene, still)
        assert.equal(verdict.outcome, 'retry')
        const [attempt] = await attempts(device)
        assert.deepEqual([attempt?.errCode, attempt?.compareStatus], [code, null])
      })
    }

    it('does not pass frames whose gaps are a file’s', async () => {
      const device = await prepare(rule)
      const client = await connect()
      await client.greet(device)
      await client.preview()
      const { challenge } = await client.askChallenge()
      await sleep(150)
      const from = performance.now()
      client.send({ type: 'painted', step: 0, clockMs: from })
      const times = Array.from({ length: 40 }, (_, i) => from + 1 + i * 4)
      client.picture({}, 'still', from + 0.5)
      for (const time of times) client.picture({}, 'frame', time)
      for (const step of challenge.steps.keys()) {
        client.send({ type: 'painted', step: step + 1, clockMs: from + (step + 1) * 10 })
      }
      client.finish()
      await client.next('verdict')
      assert.equal((await attempts(device))[0]?.errCode, 1002)
    })

    it('keeps nothing but the verdict under a verdict-only rule', async () => {
      const strict = await app.addRule({ retention: 'verdict-only' })
      const device = await prepare(strict)
      await (await connect()).run(device)
      const [attempt] = await attempts(device)
      assert.equal(attempt?.errCode, 0)
      assert.equal(await app.store.attempts.evidenceOf(attempt?.seq ?? ''), null)
      const rows = await app.store.db
        .selectFrom('evidence')
        .select('evidence_id')
        .where('owner', '=', `session:${device.bizToken}`)
        .execute()
      assert.deepEqual(rows, [])
    })

    it('ends the session with code 16 when the tries of the rule are used up', async () => {
      const twice = await app.addRule({ maxAttempts: 2 })
      const device = await prepare(twice)
      app.judge.light = () => ({
        outcome: 'inconclusive',
        resultCode: 1003,
        advice: 'light',
        checks: [],
      })
      assert.equal((await (await connect()).run(device)).outcome, 'retry')
      assert.equal((await (await connect()).run(device)).outcome, 'failed')
      const session = await find(device)
      assert.deepEqual([session.state, session.errCode, session.verdicts], ['failed', 16, 2])
      const client = await connect()
      client.hello(device)
      assert.deepEqual(await refusal(client), ['Session.Finished', closeCodes.expired])
    })

    it('gives hints from what it sees, not more than three a second', async () => {
      const device = await prepare(rule)
      const client = await connect()
      await client.greet(device)
      const startedMs = performance.now()
      client.picture({ faces: 0 })
      assert.equal((await client.next('hint')).hint, 'noFace')
      for (let i = 0; i < 10; i += 1) {
        client.picture({ faces: 2 })
        await client.settled()
      }
      const elapsedMs = performance.now() - startedMs
      const heard = client.messages.filter(({ type }) => type === 'hint').length
      assert.ok(heard <= elapsedMs / 333, `${heard} in ${elapsedMs} ms`)
      client.send({ type: 'ready', clockMs: performance.now() })
      await client.settled()
      assert.ok(!client.messages.some(({ type }) => type === 'challenge'))
    })

    it('fits a session of another language: errors in Chinese unless English is asked for', async () => {
      const client = await connect({ 'Accept-Language': 'zh-CN' })
      client.send({ type: 'nonsense' })
      assert.match((await client.next('error')).message, /[\u4e00-\u9fff]/)
    })
  })

  describe('refuses with its own code', () => {
    const hello = async (
      fields: object,
      device?: Device,
      headers: Record<string, string> = {},
    ): Promise<(string | number)[]> => {
      const client = await connect(headers)
      client.hello(device ?? (await prepare(rule)), fields)
      return await refusal(client)
    }

    it('a version it does not speak, a mode the client cannot perform, a rear camera', async () => {
      assert.deepEqual(await hello({ version: 2 }), [
        'Capture.VersionUnsupported',
        closeCodes.unsupported,
      ])
      assert.deepEqual(await hello({ supports: ['digit@1'] }), [
        'Capture.ModeUnsupported',
        closeCodes.unsupported,
      ])
      const camera = { facing: 'user', label: '', widthPx: 1, heightPx: 1, frameRate: 1 }
      for (const rear of [
        { facing: 'environment' },
        { facing: 'unknown', label: 'camera2 0, facing back' },
        { facing: 'unknown', label: '后置双广角镜头' },
      ]) {
        assert.deepEqual(await hello({ camera: { ...camera, ...rear } }), [
          'Capture.RearCamera',
          closeCodes.notAllowed,
        ])
      }
    })

    it('another device, an unknown token, a foreign origin', async () => {
      const device = await prepare(rule)
      const other = { ...device, deviceSecret: 'A'.repeat(43) }
      assert.deepEqual(await hello({}, other), ['Session.OtherDevice', closeCodes.notAllowed])
      const nobody = { ...device, bizToken: '00000000-0000-4000-8000-000000000000' }
      assert.deepEqual(await hello({}, nobody), ['Session.NotFound', closeCodes.notAllowed])

      const listed = await app.addRule({}, { origins: ['https://shop.example'] })
      const origin = { Origin: 'https://shop.example' }
      // Known to some account, but not to this session's.
      assert.deepEqual(await hello({}, device, origin), [
        'Session.OriginRefused',
        closeCodes.notAllowed,
      ])
      const client = await connect(origin)
      await client.greet(await prepare(listed))
      await assert.rejects(connect({ Origin: 'https://evil.example' }), /closed before/)
      await assert.rejects(connect({ Origin: 'null' }), /closed before/)
    })

    it('a session without consent, without openid, without identity, or out of time', async () => {
      const session = await app.addSession(rule)
      const opened = await postSession<{ deviceSecret: string }>(app.url, 'open', session)
      assert.equal(opened.status, 400)
      const { bizToken } = session
      const {
        body: { deviceSecret },
      } = await postSession<{ deviceSecret: string }>(app.url, 'open', { bizToken })
      const device = { bizToken, deviceSecret }
      assert.equal((await hello({}, device))[0], 'Session.ConsentNeeded')

      const unproven = await app.addRule({ channel: 'h5', livenessMode: 'light' })
      const noOpenid = await prepare(unproven)
      await app.store.db
        .updateTable('rules')
        .set({ channel: 'h5-native' })
        .where('rule_id', '=', unproven.ruleId)
        .execute()
      assert.equal((await hello({}, noOpenid))[0], 'Session.OpenidNeeded')

      const asks = await app.addRule({ identityEntry: 'page' })
      assert.equal(
        (await hello({}, await prepare(asks, { identity: null })))[0],
        'Session.IdentityNeeded',
      )
      const late = await prepare(rule)
      app.clockAheadMs = 7_200_001
      try {
        assert.deepEqual(await hello({}, late), ['Session.Expired', closeCodes.expired])
      } finally {
        app.clockAheadMs = 0
      }
    })

    it('a consent to a text that has changed since', async () => {
      const changed = await app.addRule()
      const device = await prepare(changed)
      await app.store.rules.update(changed.ruleId, { alternative: '另一种方式' })
      assert.deepEqual(await hello({}, device), ['Session.ConsentOutdated', closeCodes.notAllowed])
    })
  })

  describe('when the client misbehaves', () => {
    const begun = async () => {
      const device = await prepare(rule)
      const client = await connect()
      await client.greet(device)
      return { device, client }
    }
    const performing = async () => {
      const { device, client } = await begun()
      await client.preview()
      const challenge = await client.askChallenge()
      return { device, client, challenge }
    }
    const expectRefusal = async (
      client: CaptureClient,
      device: Device,
      expected: [string, number],
    ) => {
      assert.deepEqual(await refusal(client), expected)
      assert.equal((await released(device)).state, 'consented')
      assert.deepEqual(await attempts(device), [])
      const open = await app.store.db.selectFrom('challenges').select('biz_token').execute()
      assert.deepEqual(open, [])
    }

    it('refuses packets out of order, twice, and times that run back', async () => {
      for (const spoil of ['skip', 'twice', 'back'] as const) {
        const { device, client } = await begun()
        const now = performance.now()
        const first = client.chain!.seal('frame', now, fakeJpeg({ n: 1 }))
        if (spoil === 'skip') {
          client.socket.send(client.chain!.seal('frame', now + 1, fakeJpeg({ n: 2 })))
        } else {
          client.socket.send(first)
          client.socket.send(
            spoil === 'twice' ? first : client.chain!.seal('frame', now - 1, fakeJpeg({ n: 2 })),
          )
        }
        await expectRefusal(client, device, ['Capture.OutOfOrder', closeCodes.badMessage])
      }
    })

    it('refuses a capture time in the future, and one of long ago', async () => {
      for (const offsetMs of [5_000, -60_000]) {
        const { device, client } = await begun()
        client.picture({}, 'frame', performance.now() + offsetMs)
        await expectRefusal(client, device, ['Capture.ClockRefused', closeCodes.badMessage])
      }
    })

    it('refuses a packet that was altered, and one of another capture’s chain', async () => {
      const { device, client } = await begun()
      const packet = client.chain!.seal('frame', performance.now(), fakeJpeg({ n: 1 }))
      packet[packet.length - 1]! ^= 1
      client.socket.send(packet)
      await expectRefusal(client, device, ['Capture.ChainBroken', closeCodes.badMessage])

      const [one, other] = [await begun(), await begun()]
      one.client.socket.send(
        other.client.chain!.seal('frame', performance.now(), fakeJpeg({ n: 2 })),
      )
      await expectRefusal(one.client, one.device, ['Capture.ChainBroken', closeCodes.badMessage])
      other.client.socket.terminate()
      await released(other.device)
    })

    it('refuses what is no JPEG, one that unfolds to a huge picture, and one it cannot read', async () => {
      for (const jpeg of [
        Buffer.from('GIF89a and more'),
        fakeJpeg({ n: 1, widthPx: 60_000, heightPx: 60_000 }),
        fakeJpeg({ n: 1, undecodable: true }),
      ]) {
        const { device, client } = await begun()
        client.socket.send(client.chain!.seal('frame', performance.now(), jpeg))
        await expectRefusal(client, device, ['Capture.NotAnImage', closeCodes.badMessage])
      }
    })

    it('refuses sound in a light ceremony, and stills before the challenge', async () => {
      for (const kind of ['sound', 'still'] as const) {
        const { device, client } = await begun()
        client.picture({}, kind)
        await expectRefusal(client, device, ['Capture.BadMessage', closeCodes.badMessage])
      }
    })

    it('refuses more stills than asked for', async () => {
      const { device, client } = await performing()
      for (let i = 0; i < 3; i += 1) client.picture({}, 'still')
      await expectRefusal(client, device, ['Capture.TooMany', closeCodes.tooMany])
    })

    it('refuses steps painted out of order, before the challenge, or in the future', async () => {
      for (const [painted, code] of [
        [{ step: 1, clockMs: performance.now() }, 'Capture.OutOfOrder'],
        [{ step: 0, clockMs: performance.now() - 5_000 }, 'Capture.ClockRefused'],
        [{ step: 0, clockMs: performance.now() + 60_000 }, 'Capture.ClockRefused'],
      ] as const) {
        const { device, client } = await performing()
        client.send({ type: 'painted', ...painted })
        await expectRefusal(client, device, [code, closeCodes.badMessage])
      }
    })

    it('gives one challenge however often it is asked, and refuses steps without one', async () => {
      const { client, challenge } = await performing()
      let challenges = 0
      client.socket.on('message', data => {
        if (Buffer.isBuffer(data) && data.includes('"challenge"')) challenges++
      })
      client.send({ type: 'ready', clockMs: performance.now() })
      await client.perform(challenge)
      client.finish()
      assert.equal((await client.next('verdict')).verdict.outcome, 'passed')
      assert.equal(challenges, 0)
      const early = await begun()
      early.client.send({ type: 'painted', step: 0, clockMs: performance.now() })
      await expectRefusal(early.client, early.device, ['Capture.BadMessage', closeCodes.badMessage])
    })

    it('takes a finish with steps, stills or packets missing for no verdict', async () => {
      const { device, client, challenge } = await performing()
      client.finish()
      await expectRefusal(client, device, ['Capture.Incomplete', closeCodes.badMessage])

      const second = await performing()
      await second.client.perform(challenge)
      const { lastMac } = second.client.chain!.summary()
      second.client.send({ type: 'finish', packets: 3, lastMac, clockMs: performance.now() })
      await expectRefusal(second.client, second.device, [
        'Capture.Incomplete',
        closeCodes.badMessage,
      ])
    })

    it('voids the challenge and gives the session back when the line breaks half-way', async () => {
      const { device, client, challenge } = await performing()
      client.send({ type: 'painted', step: 0, clockMs: performance.now() })
      client.picture()
      await client.settled()
      client.socket.terminate()
      const session = await released(device)
      assert.deepEqual([session.state, session.verdicts, session.captureId], ['consented', 0, null])
      assert.deepEqual(await attempts(device), [])
      assert.equal(
        await app.store.challenges.use(challenge.challenge.challengeId, session.bizToken, 0),
        false,
      )
      assert.equal((await (await connect()).run(device)).outcome, 'passed')
    })

    it('lets a newer page of the same device take over', async () => {
      const { device, client } = await performing()
      const newer = await connect()
      await newer.greet(device)
      assert.deepEqual(await refusal(client), ['Capture.Superseded', closeCodes.superseded])
      await newer.preview()
      await newer.perform(await newer.askChallenge())
      newer.finish()
      assert.equal((await newer.next('verdict')).verdict.outcome, 'passed')
    })

    it('finds out at its next step that another process took the session over', async () => {
      const { device, client } = await begun()
      await client.preview()
      await app.store.sessions.transition(device.bizToken, ['capturing'], 'capturing', {
        captureId: 'of another process',
      })
      client.send({ type: 'ready', clockMs: performance.now() })
      assert.deepEqual(await refusal(client), ['Capture.Superseded', closeCodes.superseded])
      assert.equal((await find(device)).captureId, 'of another process')
    })

    it('gives the count back when the fault is ours, and not otherwise', async () => {
      const counted = async () => {
        const rows = await app.store.db
          .selectFrom('counters')
          .select('n')
          .where('scope', '!=', 'givenBack')
          .execute()
        return rows.reduce((sum, { n }) => sum + n, 0)
      }
      const before = await counted()
      const { device, client } = await performing()
      assert.equal(await counted(), before + 2)
      client.picture({ crash: true })
      assert.deepEqual(await refusal(client), ['InternalError', closeCodes.serverFault])
      await released(device)
      assert.equal(await counted(), before)
      assert.match(app.logged(), /the fake model crashed/)

      const left = await performing()
      left.client.send({ type: 'leave', reason: 'hidden' })
      assert.equal((await left.client.closed).code, closeCodes.finished)
      await released(left.device)
      assert.equal(await counted(), before + 2)
    })

    it('says that the person withdrew, in the middle of the judgement and in another process too', async () => {
      const { device, client, challenge } = await performing()
      await client.perform(challenge)
      const { verdicts, sessions } = app.store
      const record = verdicts.record.bind(verdicts)
      verdicts.record = async verdict => {
        verdicts.record = record
        assert.equal((await postSession(app.url, 'withdraw', device)).status, 200)
        return await record(verdict)
      }
      client.finish()
      assert.deepEqual(await refusal(client), ['Session.Withdrawn', closeCodes.expired])

      const elsewhere = await performing()
      await elsewhere.client.perform(elsewhere.challenge)
      await app.store.consents.withdrawAll(elsewhere.device.bizToken, Date.now())
      await sessions.markPurged(elsewhere.device.bizToken, Date.now())
      elsewhere.client.finish()
      assert.deepEqual(await refusal(elsewhere.client), ['Session.Withdrawn', closeCodes.expired])

      // Erased because its time was over: nobody withdrew.
      const purged = await performing()
      await purged.client.perform(purged.challenge)
      await sessions.markPurged(purged.device.bizToken, Date.now())
      purged.client.finish()
      assert.deepEqual(await refusal(purged.client), ['Session.Gone', closeCodes.expired])
    })

    it('leaves nothing behind when the person withdraws in the middle', async () => {
      const { device, client, challenge } = await performing()
      await client.perform(challenge)
      assert.equal((await postSession(app.url, 'withdraw', device)).status, 200)
      client.finish()
      assert.deepEqual(await refusal(client), ['Session.Withdrawn', closeCodes.expired])
      const session = await find(device)
      assert.ok(session.purgedAt)
      assert.equal(session.identity, null)
      const owner = `session:${device.bizToken}`
      const rows = app.store.db.selectFrom('evidence').selectAll().where('owner', '=', owner)
      assert.deepEqual(await rows.execute(), [])
    })
  })

  it('admits 20 challenges for one openid on one day and answers the 21st with 2018', async () => {
    const openid = 'twenty'
    const one = async (last = false) => {
      const identity = {
        name: '李四',
        idCard: `99020219900${String((openids += 1)).padStart(7, '0')}`,
      }
      const session = await app.addSession(rule, { identity })
      const device = await prepareSession(app.url, session.bizToken, openid)
      const client = await connect()
      await client.greet(device)
      await client.preview()
      if (last) {
        client.send({ type: 'ready', clockMs: performance.now() })
        return { device, refused: await refusal(client) }
      }
      await client.askChallenge()
      client.send({ type: 'leave', reason: 'cancelled' })
      await client.closed
      return { device, refused: [] }
    }
    for (let i = 0; i < 20; i += 1) await one()
    const { device, refused } = await one(true)
    assert.deepEqual(refused, ['FailedOperation.IdentityAuthLimitExceeded', closeCodes.tooMany])
    const [attempt, ...more] = await attempts(device)
    assert.deepEqual([attempt?.errCode, attempt?.isNeedCharge, more.length], [2018, false, 0])
    assert.equal((await released(device)).state, 'consented')
  })
})
