import assert from 'node:assert/strict'
import { startTestApp, type TestApp } from '../support/app.ts'
import { sendRaw, type RawAnswer } from '../support/tc3Client.ts'

describe('the paths of the server', () => {
  let app: TestApp
  before(async () => {
    app = await startTestApp()
  })
  after(() => app.close())

  it('the health check answers, and everything else is 404 in JSON', async () => {
    const get = (method: string, path: string): Promise<RawAnswer> =>
      sendRaw({ port: app.port, method, path, headers: {}, body: '' })
    const health = await get('GET', '/healthz')
    assert.equal(health.status, 200)
    assert.equal(health.text, '{"status":"ok"}')
    const absent = [
      ['GET', '/nothing'],
      ['POST', '/healthz'],
      ['PUT', '/'],
      ['DELETE', '/'],
      ['OPTIONS', '/'],
      ['GET', '//'],
      ['GET', '/%'],
    ] as const
    for (const [method, path] of absent) {
      const answer = await get(method, path)
      assert.equal(answer.status, 404, `${method} ${path}`)
      assert.equal(answer.text, '{"error":"not found"}')
      assert.equal(answer.headers['access-control-allow-origin'], undefined)
    }
    assert.equal((await get('HEAD', '/')).status, 404)
  })
})
