import assert from 'node:assert/strict'
import { connect as connectTcp } from 'node:net'
import fc from 'fast-check'
import { WebSocket } from 'ws'
import { capturePath, closeCodes } from '../../server/protocol/capture.ts'
import { readClientMessage } from '../../server/api/capture/readClientMessage.ts'
import { startCaptureApp, type CaptureApp } from '../support/captureApp.ts'
import { CaptureClient } from '../support/captureClient.ts'
import { fakeJpeg } from '../support/captureFakes.ts'
import { prepareSession } from '../support/sessionClient.ts'

describe('the capture socket under attack', function () {
  this.timeout(120_000)
  let app: CaptureApp
  let n = 0
  before(async () => {
    app = await startCaptureApp()
  })
  after(() => app?.close())

  const device = async () => {
    n += 1
    const rule = await app.addRule()
    const identity = { name: '张三', idCard: `9901011990${String(n).padStart(8, '0')}` }
    const { bizToken } = await app.addSession(rule, { identity })
    return await prepareSession(app.url, bizToken, `hostile-${n}`)
  }
  /** The server still serves: a whole ceremony passes. */
  const stillServes = async () => {
    const verdict = await new CaptureClient(app.url).run(await device())
    assert.equal(verdict.outcome, 'passed')
    assert.doesNotMatch(app.logged(), /"level":50/)
  }
  const closedBy = async (client: CaptureClient) => (await client.closed).code

  it('survives any text and any bytes, before and after hello', async () => {
    const texts = fc.oneof(
      fc.string({ maxLength: 300 }),
      fc.json(),
      fc
        .record({
          type: fc.constantFrom(
            'hello',
            'sync',
            'ready',
            'painted',
            'finish',
            'leave',
            '__proto__',
          ),
          clockMs: fc.oneof(fc.double(), fc.integer(), fc.string()),
          step: fc.oneof(fc.integer(), fc.double()),
          packets: fc.integer(),
          lastMac: fc.string(),
          reason: fc.string(),
        })
        .map(value => JSON.stringify(value)),
    )
    const messages = fc.array(fc.oneof(texts, fc.uint8Array({ maxLength: 400 })), {
      minLength: 1,
      maxLength: 12,
    })
    await fc.assert(
      fc.asyncProperty(fc.boolean(), messages, async (greets, sent) => {
        const client = await new CaptureClient(app.url).opened()
        if (greets) await client.greet(await device())
        for (const message of sent) client.socket.send(message)
        client.socket.close()
        await client.closed
      }),
      { numRuns: 60 },
    )
    await stillServes()
  })

  it('reads only what the protocol names', () => {
    fc.assert(
      fc.property(fc.json(), text => {
        const message = readClientMessage(text)
        return message === null || ['sync', 'ready', 'leave'].includes(message.type)
      }),
    )
    assert.equal(readClientMessage('{"type":"sync","clockMs":1e400}'), null)
    assert.equal(readClientMessage('{"type":"sync","clockMs":1,"more":1}'), null)
    assert.deepEqual(readClientMessage('{"type":"sync","clockMs":1}'), { type: 'sync', clockMs: 1 })
  })

  it('survives packets with a right chain and any content', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async bytes => {
        const client = await new CaptureClient(app.url).opened()
        await client.greet(await device())
        const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8]), bytes])
        client.socket.send(client.chain!.seal('frame', performance.now(), jpeg))
        assert.equal((await client.next('error')).code, 'Capture.NotAnImage')
        assert.equal(await closedBy(client), closeCodes.badMessage)
      }),
      { numRuns: 40 },
    )
  })

  it('closes on a message that is too big, for text and for pictures', async () => {
    const text = await new CaptureClient(app.url).opened()
    text.send({ type: 'sync', clockMs: 1, padding: 'x'.repeat(5_000) })
    assert.equal((await text.next('error')).code, 'Capture.TooBig')
    assert.equal(await closedBy(text), closeCodes.tooBig)

    const frame = await new CaptureClient(app.url).opened()
    await frame.greet(await device())
    const big = Buffer.concat([fakeJpeg({ n: 1 }), Buffer.alloc(250 * 1024)])
    frame.socket.send(frame.chain!.seal('frame', performance.now(), big))
    assert.equal((await frame.next('error')).code, 'Capture.TooBig')

    const huge = await new CaptureClient(app.url).opened()
    huge.socket.send(Buffer.alloc(3 * 1024 * 1024))
    // RFC 6455 §7.4.1: too big for the frame parser itself.
    assert.equal(await closedBy(huge), 1009)
    await stillServes()
  })

  it('closes on a flood of packets and on a flood of texts', async () => {
    const packets = await new CaptureClient(app.url).opened()
    await packets.greet(await device())
    for (let i = 0; i < 400; i += 1) packets.picture()
    assert.equal((await packets.next('error')).code, 'Capture.TooMany')
    assert.equal(await closedBy(packets), closeCodes.tooMany)

    const texts = await new CaptureClient(app.url).opened()
    await texts.greet(await device())
    for (let i = 0; i < 400; i += 1) texts.send({ type: 'sync', clockMs: performance.now() })
    assert.equal((await texts.next('error')).code, 'Capture.TooMany')
    await stillServes()
  })

  it('survives sockets that hang up at every point of the ceremony', async () => {
    for (let point = 0; point < 14; point += 1) {
      const client = await new CaptureClient(app.url).opened()
      const person = await device()
      const steps: (() => unknown)[] = [
        () => client.hello(person),
        () => client.next('welcome'),
        () => undefined,
      ]
      if (point < 3) {
        for (const step of steps.slice(0, point)) await step()
      } else {
        await client.greet(person)
        await client.preview()
        if (point > 3) client.send({ type: 'ready', clockMs: performance.now() })
        if (point > 4) {
          const challenge = await client.next('challenge')
          if (point > 5) await client.perform(challenge)
          if (point > 8) client.finish()
        }
      }
      client.socket.terminate()
    }
    await stillServes()
    // Everything that came to no verdict was given back.
    for (let i = 0; i < 100; i += 1) {
      const working = await app.store.db
        .selectFrom('sessions')
        .select('state')
        .where('state', 'in', ['capturing', 'judging'])
        .execute()
      if (working.length === 0) return
      await new Promise(resolve => setTimeout(resolve, 20))
    }
    assert.fail('a session is still held')
  })

  it('answers what is no upgrade of its own, and broken handshakes', async () => {
    const other = new WebSocket(`${app.url.replace('http', 'ws')}/elsewhere`)
    const status = await new Promise(resolve => {
      other.on('unexpected-response', (_, response) => resolve(response.statusCode))
      other.on('error', () => {})
    })
    assert.equal(status, 404)
    for (const headers of ['Sec-WebSocket-Version: 99', 'Sec-WebSocket-Key: short']) {
      const answer = await new Promise<string>(resolve => {
        const socket = connectTcp(app.port, '127.0.0.1', () =>
          socket.write(
            `GET ${capturePath} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${headers}\r\n\r\n`,
          ),
        )
        socket.once('data', data => resolve(String(data)))
      })
      assert.match(answer, /^HTTP\/1\.1 4/)
    }
    await stillServes()
  })
})

describe('a capture socket that is slow', function () {
  this.timeout(30_000)

  const served = async (
    times: Partial<Record<'helloTimeoutMs' | 'idleTimeoutMs' | 'totalTimeoutMs', number>>,
    run: (app: CaptureApp) => Promise<void>,
  ) => {
    const patient = { helloTimeoutMs: 60_000, idleTimeoutMs: 60_000, totalTimeoutMs: 60_000 }
    const app = await startCaptureApp({ socketTimes: { ...patient, ...times } })
    try {
      await run(app)
    } finally {
      await app.close()
    }
  }

  it('is closed when it never says hello', () =>
    served({ helloTimeoutMs: 20 }, async app => {
      const client = await new CaptureClient(app.url).opened()
      assert.equal((await client.next('error')).code, 'Capture.Idle')
      assert.equal((await client.closed).code, closeCodes.expired)
    }))

  it('is closed when it falls silent, and its session is free again', () =>
    served({ idleTimeoutMs: 20 }, async app => {
      const { bizToken } = await app.addSession(await app.addRule())
      const client = await new CaptureClient(app.url).opened()
      client.hello(await prepareSession(app.url, bizToken))
      await client.next('welcome')
      await assert.rejects(client.next('verdict'), /Capture\.Idle/)
      await client.closed
      for (let i = 0; i < 200; i += 1) {
        if ((await app.store.sessions.find(bizToken))?.state === 'consented') return
        await new Promise(resolve => setTimeout(resolve, 5))
      }
      assert.fail('the session is still held')
    }))

  it('is closed when it goes on and on', () =>
    served({ totalTimeoutMs: 30 }, async app => {
      const client = await new CaptureClient(app.url).opened()
      await assert.rejects(client.next('verdict'), /Capture\.TooLong/)
    }))

  it('is told when the server stops, and its session is free again', async () => {
    const app = await startCaptureApp()
    const { bizToken } = await app.addSession(await app.addRule())
    const client = await new CaptureClient(app.url).opened()
    client.hello(await prepareSession(app.url, bizToken))
    await client.next('welcome')
    await app.close()
    assert.equal((await client.closed).code, closeCodes.serverFault)
    await assert.rejects(client.next('verdict'), /Capture\.ServerStopping/)
  })
})
