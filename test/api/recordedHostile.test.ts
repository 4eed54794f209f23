import assert from 'node:assert/strict'
import { connect as connectTcp } from 'node:net'
import fc from 'fast-check'
import { recordHeaders, recordPath } from '../../server/protocol/recordedCapture.ts'
import { createClipReader } from '../../server/media/createClipReader.ts'
import { startCaptureApp, type CaptureApp } from '../support/captureApp.ts'
import { RecordClient } from '../support/recordClient.ts'
import { postSession, prepareSession } from '../support/sessionClient.ts'

describe('recorded captures under attack, with the real decoder', function () {
  this.timeout(60_000)
  let app: CaptureApp
  let n = 0
  const reader = createClipReader()
  before(async () => {
    app = await startCaptureApp({ reader })
  })
  after(async () => {
    await app?.close()
    await reader.close()
  })

  async function begin() {
    n += 1
    const rule = await app.addRule({ channel: 'miniapp' }, { origins: ['https://a.example'] })
    const identity = { name: '张三', idCard: `9901011990${String(n).padStart(8, '0')}` }
    const { bizToken } = await app.addSession(rule, { identity })
    const device = await prepareSession(app.url, bizToken, `recorded-${n}`)
    const client = new RecordClient(app.url, device)
    const { body } = await client.start()
    const painted = [0]
    for (const { durationMs } of body.challenge.steps) painted.push(painted.at(-1)! + durationMs)
    return { client, painted }
  }
  const committed = async (clip: Uint8Array) => {
    const { client, painted } = await begin()
    assert.equal((await client.commit(clip, painted)).status, 200)
    return client
  }
  /** The server still serves, and nothing went wrong that it does not know. */
  const stillServes = async () => {
    const client = await committed(Buffer.from('anything'))
    assert.equal((await client.part(0, Buffer.from('any'))).body.received, 3)
    assert.doesNotMatch(app.logged(), /"level":50/)
  }
  /** One raw POST of a part; `write` sends the body as it likes. */
  const rawPart = (client: RecordClient, headers: string[], body: string, hangUp = false) =>
    new Promise<string>(resolve => {
      const { bizToken, deviceSecret } = client.device
      const socket = connectTcp(app.port, '127.0.0.1', () => {
        const head = [
          `POST ${recordPath}/part?captureId=${client.captureId}&offset=0 HTTP/1.1`,
          'Host: x',
          'Content-Type: application/octet-stream',
          `${recordHeaders.bizToken}: ${bizToken}`,
          `${recordHeaders.deviceSecret}: ${deviceSecret}`,
          ...headers,
        ]
        socket.write(`${head.join('\r\n')}\r\n\r\n${body}`, () => {
          if (hangUp) setTimeout(() => socket.destroy(), 50)
        })
      })
      let answer = ''
      socket.on('data', data => {
        answer += String(data)
        socket.destroy()
      })
      socket.on('error', () => {})
      socket.on('close', () => resolve(answer))
    })

  it('refuse a body that says it is huge before any of it is read', async () => {
    const client = await committed(Buffer.alloc(64))
    for (const length of ['99999999999', String(512 * 1024 + 1)]) {
      const answer = await rawPart(client, [`Content-Length: ${length}`], 'x')
      assert.match(answer, /^HTTP\/1\.1 413 /)
    }
    const chunk = 'y'.repeat(0xffff)
    const body = Array.from({ length: 9 }, () => `ffff\r\n${chunk}\r\n`).join('')
    assert.match(await rawPart(client, ['Transfer-Encoding: chunked'], body), /^HTTP\/1\.1 413 /)
    assert.equal((await client.part(0, new Uint8Array())).body.received, 0)
    await stillServes()
  })

  it('take nothing of a body that is cut off', async () => {
    const client = await committed(Buffer.alloc(64))
    await rawPart(client, ['Content-Length: 64'], 'x'.repeat(40), true)
    assert.equal((await client.part(0, new Uint8Array())).body.received, 0)
    assert.equal((await client.part(0, Buffer.alloc(64))).body.received, 64)
    await stillServes()
  })

  it('answer hostile JSON on every path, and never as if it were their own fault', async () => {
    const { client } = await begin()
    const value = fc.oneof(fc.json(), fc.string({ maxLength: 200 }))
    const field = fc.oneof(fc.string(), fc.double(), fc.constant(null), fc.array(fc.double()))
    const shaped = fc
      .record({ painted: field, sizeBytes: field, sha256: field, captureId: field, camera: field })
      .map(fields => JSON.stringify({ ...client.request, ...fields }))
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('start', 'commit', 'finish'),
        fc.oneof(value, shaped),
        async (name, body) => {
          const { status } = await postSession(app.url, `record/${name}`, body)
          assert.ok(status >= 400 && status < 500, String(status))
        },
      ),
      { numRuns: 80 },
    )
    const long = await postSession(app.url, 'record/commit', `"${'x'.repeat(17 * 1024)}"`)
    assert.equal(long.status, 413)
    await stillServes()
  })

  it('keep nothing of bytes that are no video, whatever they begin with', async () => {
    const boxes = Buffer.from('000000186674797069736f6d0000020069736f6d69736f32', 'hex')
    const webm = Buffer.from('1a45dfa3', 'hex')
    for (const head of [Buffer.from('no video'), boxes, webm]) {
      const clip = Buffer.concat([head, Buffer.alloc(3000, 7)])
      const client = await committed(clip)
      await client.upload(clip, 1024)
      const { status, body } = await client.finish()
      assert.deepEqual([body.code, status], ['Capture.ClipUnreadable', 422])
      const { bizToken } = client.device
      assert.equal((await app.store.sessions.find(bizToken))?.state, 'consented')
      assert.deepEqual(await app.store.attempts.listBySession(bizToken), [])
    }
    assert.deepEqual(await app.store.db.selectFrom('evidence').selectAll().execute(), [])
    await stillServes()
  })

  it('let the listed origins send their headers, and no others', async () => {
    const { client } = await begin()
    const ask = async (Origin: string) =>
      await fetch(`${app.url}${recordPath}/part`, { method: 'OPTIONS', headers: { Origin } })
    const listed = await ask('https://a.example')
    assert.equal(listed.headers.get('access-control-allow-origin'), 'https://a.example')
    assert.match(
      listed.headers.get('access-control-allow-headers') ?? '',
      /x-zhenren-token, x-zhenren-device/,
    )
    const other = await ask('https://b.example')
    assert.equal(other.headers.get('access-control-allow-origin'), null)
    const foreign = { Origin: 'https://b.example' }
    assert.equal(
      (await client.part(0, Buffer.from('x'), foreign)).body.code,
      'Session.OriginRefused',
    )
  })
})
