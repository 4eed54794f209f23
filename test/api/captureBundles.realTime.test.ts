import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { captureLimits, socketLimits } from '../../server/domain/capture/captureLimits.ts'
import { closeCodes } from '../../server/protocol/capture.ts'
import {
  maxBundleBytes,
  maxBundlePackets,
  writeBundle as writeWhole,
} from '../../server/protocol/packetBundle.ts'
import { startCaptureApp, type CaptureApp } from '../support/captureApp.ts'
import { CaptureClient } from '../support/captureClient.ts'
import { fakeJpeg } from '../support/captureFakes.ts'
import { prepareSession } from '../support/sessionClient.ts'

const writeBundle = (packets: readonly Uint8Array[], texts: readonly string[] = []) =>
  writeWhole({ texts, packets })

describe('bundles of packets on the capture socket', function () {
  this.timeout(30_000)
  let app: CaptureApp
  let n = 0
  before(async () => {
    app = await startCaptureApp()
  })
  after(() => app?.close())

  async function greeted(): Promise<{ bizToken: string; client: CaptureClient }> {
    n += 1
    const identity = { name: '张三', idCard: `9901011990${String(n).padStart(8, '0')}` }
    const { bizToken } = await app.addSession(await app.addRule(), { identity })
    const client = await new CaptureClient(app.url).opened()
    await client.greet(await prepareSession(app.url, bizToken, `bundles-${n}`))
    return { bizToken, client }
  }
  const frame = (client: CaptureClient, captureMs: number, kind: 'frame' | 'still' = 'frame') =>
    client.chain!.seal(kind, captureMs, fakeJpeg({ n: (n += 1) }))
  const frames = (client: CaptureClient, count: number) => {
    const fromMs = performance.now() - count
    return Array.from({ length: count }, (_, at) => frame(client, fromMs + at))
  }
  const refusal = async (client: CaptureClient) => {
    const { code } = await client.next('error')
    return [code, (await client.closed).code]
  }

  it('carry a whole ceremony to its verdict, three packets and what is said before them in each message', async () => {
    const { bizToken, client } = await greeted()
    for (let at = 0; at < 6; at += 1) {
      const fromMs = performance.now() - 2_000 + at * 300
      client.socket.send(writeBundle([0, 100, 200].map(later => frame(client, fromMs + later))))
      await client.settled()
    }
    const { challenge } = await client.askChallenge()
    client.send({ type: 'painted', step: 0, clockMs: performance.now() })
    for (const step of challenge.steps.keys()) {
      const kind = step < captureLimits.stills ? 'still' : 'frame'
      const first = frame(client, performance.now())
      await sleep(4)
      const second = frame(client, performance.now(), kind)
      await sleep(1)
      const painted = { type: 'painted', step: step + 1, clockMs: performance.now() }
      client.socket.send(
        writeBundle([first, second, frame(client, performance.now())], [JSON.stringify(painted)]),
      )
    }
    client.finish()
    assert.equal((await client.next('verdict')).verdict.outcome, 'passed')
    const [attempt] = await app.store.attempts.listBySession(bizToken)
    assert.equal(attempt?.errCode, 0)
  })

  it('are refused when they are broken', async () => {
    for (const spoil of [
      (bundle: Uint8Array) => bundle.subarray(0, -1),
      (bundle: Uint8Array) => Uint8Array.of(...bundle, 0),
      (bundle: Uint8Array) => bundle.with(1, maxBundlePackets + 1),
      (bundle: Uint8Array) => bundle.with(1, 0),
      (bundle: Uint8Array) => bundle.with(3, 1),
      () => writeBundle([new Uint8Array(60)], ['{"type":"unknown"}']),
    ]) {
      const { client } = await greeted()
      client.socket.send(spoil(writeBundle(frames(client, 3))))
      assert.deepEqual(await refusal(client), ['Capture.BadMessage', closeCodes.badMessage])
    }
  })

  it('hold three packets at most, which five messages a second carry', async () => {
    assert.equal(maxBundlePackets, 3)
    const { client } = await greeted()
    const four = frames(client, 4)
    const bundle = writeBundle(four.slice(0, 3)).with(1, 4)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(four[3]!.length)
    client.socket.send(Buffer.concat([bundle, length, four[3]!]))
    assert.deepEqual(await refusal(client), ['Capture.BadMessage', closeCodes.badMessage])
  })

  it('hold each packet to its place in the chain', async () => {
    const swapped = await greeted()
    swapped.client.socket.send(writeBundle(frames(swapped.client, 3).toReversed()))
    assert.deepEqual(await refusal(swapped.client), ['Capture.OutOfOrder', closeCodes.badMessage])

    const altered = await greeted()
    const [first, second] = frames(altered.client, 2)
    second![second!.length - 1]! ^= 1
    altered.client.socket.send(writeBundle([first!, second!]))
    assert.deepEqual(await refusal(altered.client), ['Capture.ChainBroken', closeCodes.badMessage])

    const early = await new CaptureClient(app.url).opened()
    early.socket.send(writeBundle([new Uint8Array(60)]))
    assert.deepEqual(await refusal(early), ['Capture.BadMessage', closeCodes.badMessage])
  })

  it('cost as much as their packets would alone', async () => {
    const { client } = await greeted()
    const count = Math.ceil((socketLimits.packetBurst * 1.5) / maxBundlePackets)
    const packets = frames(client, count * maxBundlePackets)
    for (let sent = 0; sent < packets.length; sent += maxBundlePackets) {
      client.socket.send(writeBundle(packets.slice(sent, sent + maxBundlePackets)))
    }
    assert.deepEqual(await refusal(client), ['Capture.TooMany', closeCodes.tooMany])
  })

  it('are no way around the size of a packet, nor too large themselves', async () => {
    const { client } = await greeted()
    const big = Buffer.concat([fakeJpeg({ n: 1 }), Buffer.alloc(socketLimits.maxFrameBytes)])
    client.socket.send(writeBundle([client.chain!.seal('frame', performance.now(), big)]))
    assert.deepEqual(await refusal(client), ['Capture.TooBig', closeCodes.tooBig])

    const huge = await greeted()
    const still = huge.client.chain!.seal(
      'still',
      performance.now(),
      Buffer.alloc(captureLimits.maxPacketBytes + 1),
    )
    huge.client.socket.send(writeBundle([still]))
    assert.deepEqual(await refusal(huge.client), ['Capture.TooBig', closeCodes.tooBig])

    const over = await greeted()
    over.client.socket.send(writeBundle([new Uint8Array(maxBundleBytes)]))
    assert.equal((await over.client.closed).code, 1009)
  })
})
