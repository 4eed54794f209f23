import assert from 'node:assert/strict'
import { encode } from 'jpeg-js'
import { shrinkFrame } from '../../miniapp/src/kit/drivers/shrinkFrame.ts'
import { createPacketChain } from '../../server/flows/packetChain.ts'
import { captureVersion } from '../../server/protocol/capture.ts'
import { readPacket } from '../../server/protocol/capturePacket.ts'
import { readBundle } from '../../server/protocol/packetBundle.ts'
import { sniffFormat } from '../../server/vision/sniffFormat.ts'
import { fastTime } from './support/fastTime.ts'
import { personAt } from './support/personAt.ts'
import { createPhoneDouble, type FakeSocket, type PhoneScript } from './support/phoneDouble.ts'
import { createServerDouble, lightChallenge } from './support/serverDouble.ts'

const macKey = Buffer.alloc(32, 5)
const limits = {
  maxPacketBytes: 400_000,
  maxPacketsPerSecond: 40,
  frameWidthPx: 90,
  frameHeightPx: 120,
  frameRate: 15,
  jpegQuality: 0.8,
  stills: 2,
  stillWidthPx: 480,
  soundMs: 100,
}

/** What workers/jpeg.ts does, in the test's own thread. */
function encodeHere(message: object): object {
  assert.ok('id' in message && 'frame' in message && 'widthPx' in message && 'heightPx' in message)
  const { frame, widthPx, heightPx } = message
  assert.ok(typeof frame === 'object' && frame !== null && 'data' in frame && 'width' in frame)
  assert.ok('height' in frame && frame.data instanceof ArrayBuffer)
  const small = shrinkFrame(
    {
      width: Number(frame.width),
      height: Number(frame.height),
      data: new Uint8Array(frame.data),
    },
    Number(widthPx),
    Number(heightPx),
  )
  return { id: message.id, jpeg: Uint8Array.from(encode(small, 80).data).buffer }
}

async function personWith(script: Partial<PhoneScript>) {
  const phone = createPhoneDouble({
    answer: createServerDouble().answer,
    frameRate: 25,
    worker: encodeHere,
    ...script,
  })
  const person = personAt(phone, { voice: true })
  await person.agrees()
  person.verification.act('start')
  return { phone, ...person }
}

const held = (data: Uint8Array) => readBundle(data) ?? assert.fail('a broken bundle')
const textOf = (socket: FakeSocket) =>
  socket.sent.flatMap(({ data }): { type: string }[] =>
    (typeof data === 'string' ? [data] : held(data).texts).map(text => JSON.parse(text)),
  )

describe('the mini program’s live frames', () => {
  beforeEach(fastTime.begin)
  afterEach(fastTime.end)

  it('go sealed and in bundles over the capture socket, three at most in one of five messages a second', async () => {
    const { phone, until, sees, state } = await personWith({})
    await until(() => phone.sockets.length === 1, 'a socket')
    const socket = phone.sockets[0]!
    assert.equal(socket.url, 'wss://id.example.com/capture')
    await until(() => socket.sent.length > 0, 'hello')
    const [hello] = textOf(socket)
    assert.ok(hello && 'camera' in hello)
    assert.deepEqual(hello.camera, {
      label: 'miniapp frames android 8.0.50 3.8.12 Test',
      facing: 'user',
      widthPx: 0,
      heightPx: 0,
      frameRate: 0,
    })
    socket.say({
      type: 'welcome',
      version: captureVersion,
      captureId: 'cap',
      macKey: macKey.toString('base64url'),
      limits,
    })
    await fastTime.run(500)
    socket.say({ type: 'hint', hint: 'closer' })
    await sees('preview')
    assert.equal(state.view?.stage?.line, '请靠近一点', 'the server guides')
    await fastTime.run(900)
    socket.say({ type: 'hint', hint: 'good' })
    await until(() => textOf(socket).some(({ type }) => type === 'ready'), 'ready')
    const before = phone.calls.length
    // As many steps as a real one has, as short as they get: each is told, beside the frames.
    const steps = Array.from({ length: 10 }, () => ({ colour: '#808080', durationMs: 340 }))
    socket.say({ type: 'challenge', challenge: { ...lightChallenge, steps } })
    await until(() => phone.calls.includes('stopFrames'), 'the end of filming')
    const ofSound = (calls: readonly string[]) => calls.filter(call => call.startsWith('play'))
    assert.deepEqual(ofSound(phone.calls.slice(before)), [], 'silent while it is filmed')
    await until(() => textOf(socket).some(({ type }) => type === 'finish'), 'finish')
    assert.match(ofSound(phone.calls).at(-1) ?? '', /checking\.mp3$/)
    socket.say({
      type: 'verdict',
      verdict: { outcome: 'retry', advice: 'light', redirectUrl: null },
    })
    await sees('result')

    const chain = createPacketChain(macKey, 'cap')
    const packets = socket.sent.flatMap(({ data }) =>
      typeof data === 'string' ? [] : held(data).packets,
    )
    const kinds = packets.map((packet, sequence) => {
      const read = readPacket(packet) ?? assert.fail('a broken packet')
      assert.equal(read.header.sequence, sequence)
      assert.ok(chain.verify(packet, read.mac, read.payload), 'the chain holds')
      assert.equal(sniffFormat(Buffer.from(read.payload))?.kind, 'jpeg')
      return read.header.kind
    })
    assert.equal(kinds.filter(kind => kind === 'still').length, 2)
    const finish = textOf(socket).find(({ type }) => type === 'finish')
    assert.ok(finish && 'packets' in finish && 'lastMac' in finish)
    assert.deepEqual([finish.packets, finish.lastMac], [packets.length, chain.last()])
    const bundles = socket.sent.flatMap(({ data, atMs }) =>
      typeof data === 'string' ? [] : [{ packets: held(data).packets.length, atMs }],
    )
    for (const { atMs } of bundles) {
      const within = socket.sent.filter(one => one.atMs > atMs - 1000 && one.atMs <= atMs)
      assert.ok(within.length <= 5, `${within.length} messages in a second`)
    }
    assert.ok(bundles.every(({ packets }) => packets <= 3))
    const frames = kinds.filter(kind => kind === 'frame').length
    const lastsMs = bundles[bundles.length - 1]!.atMs - bundles[0]!.atMs
    const rate = (frames / lastsMs) * 1000
    assert.ok(rate >= 10, `${frames} frames in ${lastsMs} ms`)
    const painted = textOf(socket).filter(({ type }) => type === 'painted')
    assert.equal(painted.length, steps.length + 1)
  })

  const poor: Record<string, Partial<PhoneScript>> = {
    'frames come at 6 a second': { frameRate: 6 },
    'no frame comes': { frameRate: 0 },
    'frames are too small for a still': { frameSize: { width: 288, height: 352 } },
    'there is no worker': { lacks: ['createWorker'] },
  }
  for (const [name, script] of Object.entries(poor))
    it(`give way to a clip where ${name}`, async () => {
      const { phone, sees } = await personWith(script)
      await sees('result')
      assert.equal(phone.sockets.length, 0)
      assert.ok(phone.calls.includes('startRecord'))
    })

  it('end with the socket, and give way to a clip after a warning of low memory', async () => {
    const { phone, verification, until, sees } = await personWith({})
    await until(() => phone.sockets.length === 1, 'a socket')
    phone.sockets[0]!.drop(1006)
    await sees('trouble network')
    assert.ok(phone.calls.includes('stopFrames') && phone.calls.includes('terminate'))
    verification.act('start')
    await until(() => phone.sockets.length === 2, 'another socket')
    phone.warnOfMemory()
    await sees('trouble interrupted')
    verification.act('start')
    await sees('result')
    assert.equal(phone.sockets.length, 2)
  })
})

describe('shrinkFrame', () => {
  it('takes the middle in the wanted shape and the mean of what each pixel covers', () => {
    // 8 × 4, columns 0–7 valued ten times their number: the middle 3 : 4 is columns 2.5–5.5.
    const data = new Uint8Array(8 * 4 * 4).map((_, index) => (Math.floor(index / 4) % 8) * 10)
    const small = shrinkFrame({ width: 8, height: 4, data }, 3, 4)
    assert.deepEqual([small.width, small.height], [3, 4])
    assert.equal(small.data[3], 255)
    assert.deepEqual([small.data[0], small.data[4], small.data[8]], [30, 40, 50])
    const half = shrinkFrame({ width: 8, height: 8, data: new Uint8Array(256).fill(100) }, 3, 4)
    assert.deepEqual([half.width, half.height, half.data[0]], [3, 4, 100])
  })

  it('never scales up', () => {
    const small = shrinkFrame({ width: 30, height: 40, data: new Uint8Array(4800) }, 360, 480)
    assert.deepEqual([small.width, small.height], [30, 40])
  })
})
