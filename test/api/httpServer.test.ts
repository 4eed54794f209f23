import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { pino } from 'pino'
import { z } from 'zod'
import { createServer } from '../../server/api/httpServer.ts'
import { createApp } from '../../server/app.ts'
import { startTestApp } from '../support/app.ts'
import { sendTc3 } from '../support/tc3Client.ts'

async function readAll(socket: Socket): Promise<string> {
  const chunks: Buffer[] = []
  socket.on('data', chunk => chunks.push(chunk))
  await once(socket, 'close')
  return Buffer.concat(chunks).toString()
}

describe('the HTTP server', () => {
  it('answers what is no HTTP with 400, and goes on serving', async () => {
    const app = await startTestApp()
    try {
      const socket = connect(app.port, '127.0.0.1')
      socket.write('\x16\x03\x01 this is not HTTP\r\n\r\n')
      const answer = await readAll(socket)
      assert.match(answer, /^HTTP\/1\.1 400 Bad Request\r\n[^]*\r\n\r\n\{"error":"bad request"\}$/)
      const next = await sendTc3({ port: app.port, body: '{"RuleId":"r"}' })
      assert.equal(next.response.Error, undefined)
    } finally {
      await app.close()
    }
  })

  it('answers headers that are too large so that an SDK can read it', async () => {
    const app = await startTestApp({ http: { maxHeaderBytes: 1024 } })
    try {
      const socket = connect(app.port, '127.0.0.1')
      socket.write(`GET /?${'x'.repeat(200_000)} HTTP/1.1\r\nHost: x\r\n\r\n`)
      const answer = await readAll(socket)
      assert.match(answer, /^HTTP\/1\.1 200 OK\r\n/)
      assert.match(answer, /Content-Type: application\/json\r\n/)
      assert.match(answer, /"Code":"RequestSizeLimitExceeded"/)
    } finally {
      await app.close()
    }
  })

  it('gives up on a client that dribbles its headers or its body', async () => {
    const app = await startTestApp({ http: { headersTimeoutMs: 100, requestTimeoutMs: 200 } })
    try {
      for (const start of [
        'POST / HTTP/1.1\r\nHost: x\r\nX-Slow: ',
        'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{',
      ]) {
        const socket = connect(app.port, '127.0.0.1')
        socket.write(start)
        assert.match(await readAll(socket), /^HTTP\/1\.1 408 Request Timeout\r\n/)
      }
    } finally {
      await app.close()
    }
  })

  it('refuses connections over its limit, and takes new ones when some end', async () => {
    const app = await startTestApp({ http: { maxConnections: 2 } })
    try {
      const held = [connect(app.port, '127.0.0.1'), connect(app.port, '127.0.0.1')]
      for (const socket of held) await once(socket, 'connect')
      assert.equal(await readAll(connect(app.port, '127.0.0.1')), '')
      held[0]!.end()
      await once(held[0]!, 'close')
      const next = await sendTc3({ port: app.port, body: '{"RuleId":"r"}' })
      assert.equal(next.response.Error, undefined)
      held[1]!.destroy()
    } finally {
      await app.close()
    }
  })

  it('survives clients that break off in the middle of a body', async () => {
    const app = await startTestApp()
    try {
      for (let n = 0; n < 5; n += 1) {
        const socket = connect(app.port, '127.0.0.1')
        socket.write(
          'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{',
          () => socket.resetAndDestroy(),
        )
        await once(socket, 'close')
      }
      const next = await sendTc3({ port: app.port, body: '{"RuleId":"r"}' })
      assert.equal(next.response.Error, undefined)
      assert.doesNotMatch(app.logged(), /"level":50/)
    } finally {
      await app.close()
    }
  })

  it('finishes what it is answering before it closes, and takes nothing new', async () => {
    let started = (): void => {}
    let release = (): void => {}
    const running = new Promise<void>(resolve => {
      started = resolve
    })
    const held = new Promise<void>(resolve => {
      release = resolve
    })
    const app = await startTestApp({
      actions: {
        DetectAuth: {
          schema: z.object({}),
          handle: async () => {
            started()
            await held
            return { Done: true }
          },
        },
      },
    })
    const answer = sendTc3({ port: app.port })
    await running
    const closing = app.close()
    await assert.rejects(sendTc3({ port: app.port }), { code: 'ECONNREFUSED' })
    release()
    assert.equal((await answer).response['Done'], true)
    await closing
  })

  it('cuts what outlives the time of grace', async () => {
    let started = (): void => {}
    const running = new Promise<void>(resolve => {
      started = resolve
    })
    const app = await startTestApp({
      http: { graceMs: 20 },
      actions: {
        DetectAuth: {
          schema: z.object({}),
          handle: () => {
            started()
            return new Promise(() => {})
          },
        },
      },
    })
    const answer = sendTc3({ port: app.port })
    const cut = assert.rejects(answer, { code: 'ECONNRESET' })
    await running
    await app.close()
    await cut
  })

  it('says why it cannot listen', async () => {
    const app = await startTestApp()
    try {
      const logger = pino({ level: 'silent' })
      const koa = createApp({ actions: {}, findKey: async () => null, clock: Date.now, logger })
      const second = createServer(koa, { logger })
      await assert.rejects(second.listen(app.port, '127.0.0.1'), { code: 'EADDRINUSE' })
      await second.close()
    } finally {
      await app.close()
    }
  })
})
