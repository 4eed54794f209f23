import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import { CaptureClient } from '../support/captureClient.ts'
import { startDemoServer, type DemoServer } from '../support/demoServer.ts'
import { prepareSession } from '../support/sessionClient.ts'

describe('a capture against the whole server, with real models', function () {
  this.timeout(180_000)
  let server: DemoServer
  const url = () => `http://${server.address}`
  before(async () => {
    server = await startDemoServer()
  })
  after(() => server?.stop())

  const begin = async () => {
    const { Name, IdCard } = server.person(0)
    const RuleId = server.demo.rules.light
    const { BizToken = '' } = await server.sdk().DetectAuth({ RuleId, Name, IdCard })
    const client = await new CaptureClient(url()).opened()
    await client.greet(await prepareSession(url(), BizToken))
    return { client, BizToken, RuleId }
  }
  const show = (client: CaptureClient, jpeg: Uint8Array) =>
    client.socket.send(client.chain!.seal('frame', performance.now(), jpeg))

  it('sees an empty picture, and a face', async () => {
    const { client } = await begin()
    const empty = { width: 360, height: 480, channels: 3, background: '#888' } as const
    show(client, await sharp({ create: empty }).jpeg().toBuffer())
    assert.equal((await client.next('hint')).hint, 'noFace')

    const photo = await readFile(join(server.dataDir, server.person(0).photo))
    const frame = await sharp(photo).resize(360, 480, { fit: 'cover' }).jpeg().toBuffer()
    const sawFace = () =>
      client.messages.some(message => message.type === 'hint' && message.hint !== 'noFace')
    while (!sawFace()) {
      show(client, frame)
      await client.settled()
      await sleep(100)
    }
    client.socket.terminate()
  })

  it('keeps nothing of a capture that breaks off, and the result stays null', async () => {
    const { client, BizToken, RuleId } = await begin()
    const before = await server.countEvidence()
    client.send({ type: 'leave', reason: 'cancelled' })
    await client.closed
    assert.equal(await server.countEvidence(), before)
    const result = await server.sdk().GetDetectInfoEnhanced({ BizToken, RuleId })
    assert.deepEqual([result.Text?.ErrCode, result.BestFrame], [null, null])
  })
})
