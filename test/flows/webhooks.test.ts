import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { createDeliverWebhooks } from '../../server/flows/deliverWebhooks.ts'
import { createExpireSessions } from '../../server/flows/expireSessions.ts'
import { createPostWebhook } from '../../server/webhook/createPostWebhook.ts'
import { startCaptureApp, type CaptureApp } from '../support/captureApp.ts'
import { CaptureClient } from '../support/captureClient.ts'
import { prepareSession } from '../support/sessionClient.ts'

interface Received {
  headers: IncomingHttpHeaders
  body: string
}

/** A receiver that answers with the given statuses one after the other, then 200. */
async function startReceiver(statuses: number[] = []) {
  const received: Received[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', chunk => (body += chunk))
    request.on('end', () => {
      received.push({ headers: request.headers, body })
      const status = statuses.shift() ?? 200
      response.writeHead(status, status === 302 ? { Location: 'http://127.0.0.1:1/' } : {})
      response.end()
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    close: () => new Promise(resolve => server.close(resolve)),
  }
}

describe('webhooks', function () {
  this.timeout(60_000)
  let app: CaptureApp
  let receiver: Awaited<ReturnType<typeof startReceiver>>
  let now: number
  const secret = 'webhook-secret'

  beforeEach(async () => {
    app = await startCaptureApp()
    receiver = await startReceiver()
    now = Date.now()
  })
  afterEach(async () => {
    await app?.close()
    await receiver?.close()
  })

  const deliver = () =>
    createDeliverWebhooks({
      ...app.store,
      post: createPostWebhook({ allowsHttp: true, timeoutMs: 5_000 }),
      clock: () => now,
    })()
  const enqueue = (accountId: string) =>
    app.store.webhooks.enqueue({
      deliveryId: `d${Math.random()}`,
      accountId,
      body: '{"n":1}',
      tries: 0,
      createdAt: now,
    })
  const target = async (url = receiver.url) => {
    const rule = await app.addRule()
    await app.store.webhooks.setTarget({ accountId: rule.accountId, url, secret })
    return rule
  }

  it('tell of a verdict, signed, with nothing personal in them', async () => {
    const rule = await target()
    const { bizToken } = await app.addSession(rule)
    const client = new CaptureClient(app.url)
    assert.equal((await client.run(await prepareSession(app.url, bizToken))).outcome, 'passed')
    now = Date.now()
    assert.equal(await deliver(), 1)
    const [{ headers, body } = { headers: {}, body: '' }] = receiver.received
    const [, time, mac] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-zhenren-signature'])) ?? []
    assert.equal(mac, createHmac('sha256', secret).update(`${time}.${body}`).digest('hex'))
    assert.ok(Math.abs(Number(time) - now / 1000) < 2)
    const message: Record<string, unknown> = JSON.parse(body)
    assert.deepEqual(
      [message['Event'], message['BizToken'], message['ErrCode'], message['Mode']],
      ['final', bizToken, 0, 'light'],
    )
    assert.doesNotMatch(body, /张|9901|order 7/)
    assert.equal(await deliver(), 0)
  })

  it('tell of an attempt that leaves another try, and of the end of time', async () => {
    const rule = await target()
    const { bizToken } = await app.addSession(rule)
    app.judge.light = () => ({
      outcome: 'fail',
      resultCode: 1002,
      advice: 'liveness',
      checks: [],
    })
    await new CaptureClient(app.url).run(await prepareSession(app.url, bizToken))
    const expire = createExpireSessions({ ...app.store, clock: () => now + 7_300_000 })
    assert.equal(await expire(), 1)
    now += 7_300_000
    await deliver()
    const events = receiver.received
      .map(({ body }): Record<string, unknown> => JSON.parse(body))
      .toSorted((a, b) => String(a['Event']).localeCompare(String(b['Event'])))
      .map(({ Event, Status, ErrCode }) => [Event, Status, ErrCode])
    assert.deepEqual(events, [
      ['attempt', 'doing', 1002],
      ['final', 'timeout', 1002],
    ])
  })

  it('try again later and later, then give up', async () => {
    await receiver.close()
    receiver = await startReceiver(Array.from({ length: 20 }, () => 500))
    const { accountId } = await target()
    await enqueue(accountId)
    const waits: number[] = []
    let last = now
    for (let hour = 0; hour < 24 * 60 * 6; hour += 1) {
      if ((await deliver()) > 0) {
        waits.push(now - last)
        last = now
      }
      now += 10_000
    }
    assert.equal(receiver.received.length, 7)
    assert.deepEqual(waits, [0, 10_000, 60_000, 300_000, 1_800_000, 7_200_000, 43_200_000])
  })

  it('are taken by one of two processes', async () => {
    const { accountId } = await target()
    for (let i = 0; i < 10; i += 1) await enqueue(accountId)
    const tried = await Promise.all([deliver(), deliver()])
    assert.equal(tried[0] + tried[1], 10)
    assert.equal(receiver.received.length, 10)
  })

  it('never follow a redirect, and never leave https outside a demo', async () => {
    await receiver.close()
    receiver = await startReceiver([302])
    const post = (allowsHttp: boolean) =>
      createPostWebhook({ allowsHttp, timeoutMs: 1_000 })(receiver.url, {}, '{}')
    assert.equal(await post(true), 302)
    assert.equal(await post(false), 0)
    assert.equal(receiver.received.length, 1)
    const file = createPostWebhook({ allowsHttp: true, timeoutMs: 1_000 })
    assert.equal(await file('file:///etc/passwd', {}, ''), 0)
  })

  it('keep the secret sealed, and are dropped when nobody wants them any more', async () => {
    const { accountId } = await target()
    const row = await app.store.db.selectFrom('webhook_targets').selectAll().executeTakeFirst()
    assert.ok(!row?.secret_sealed.includes(secret))
    await enqueue(accountId)
    await app.store.webhooks.removeTarget(accountId)
    await deliver()
    now += 100_000_000
    assert.equal(await deliver(), 0)
    assert.equal(receiver.received.length, 0)
  })
})
