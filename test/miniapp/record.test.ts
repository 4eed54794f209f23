import assert from 'node:assert/strict'
import { fastTime } from './support/fastTime.ts'
import { personAt } from './support/personAt.ts'
import { createPhoneDouble } from './support/phoneDouble.ts'
import { createServerDouble } from './support/serverDouble.ts'

const record = { capture: 'record' } as const
const commitPath = '/session/record/commit'
const partPath = '/session/record/part'

describe('the mini program’s recorded clip', () => {
  beforeEach(fastTime.begin)
  afterEach(fastTime.end)

  it('is filmed, committed to and uploaded, from privacy guide to verdict', async () => {
    const server = createServerDouble()
    const phone = createPhoneDouble({ answer: server.answer })
    const person = personAt(phone, record)
    await person.agrees()
    person.verification.act('start')
    await person.sees('result')
    assert.deepEqual(person.state.keys, [
      'opening',
      'consent',
      'linking',
      'tips',
      'waiting',
      'preview',
      'colours',
      'judging',
      'result',
    ])
    assert.equal(server.clipHash(), phone.clipHash, 'every byte arrived, once')
    const commit = server.bodies.get(commitPath)
    assert.ok(typeof commit === 'object' && commit !== null && 'painted' in commit)
    const { painted, ...rest } = commit
    assert.deepEqual(rest, {
      bizToken: 'token-1',
      deviceSecret: 's'.repeat(43),
      captureId: 'capture-1',
      sizeBytes: phone.clip.length,
      sha256: phone.clipHash,
    })
    assert.ok(Array.isArray(painted))
    assert.equal(painted.length, 5, 'one time for each step and one for the end')
    const gaps = painted.slice(1).map((atMs: number, index) => atMs - Number(painted[index]))
    for (const [index, expectedMs] of [500, 380, 380, 400].entries())
      assert.ok(Math.abs((gaps[index] ?? 0) - expectedMs) <= 30, `step ${index}: ${gaps[index]} ms`)
    assert.equal(phone.calls[0], 'getPrivacySetting', 'nothing before the privacy guide')
    assert.ok(!phone.calls.includes('authorize scope.record'), 'light needs no microphone')
    assert.equal(phone.calls.filter(call => call.startsWith('unlink')).length, 1)
    person.verification.act('leave')
    assert.equal(person.state.code, 0)
  })

  it('that the server would not take is never uploaded, and the person is told so once', async () => {
    const server = createServerDouble()
    const phone = createPhoneDouble({
      answer: server.answer,
      clip: new Uint8Array(20_000_001),
    })
    const person = personAt(phone, record)
    await person.agrees()
    person.verification.act('start')
    await person.sees('trouble cameraUnsupported')
    assert.ok(!server.bodies.has(commitPath))
    assert.ok(phone.calls.includes('unlink tmp/clip.mp4'))
  })

  it('goes on where the network broke, whichever way the loss went', async () => {
    const server = createServerDouble()
    const phone = createPhoneDouble({ answer: server.answer })
    server.losses.set(commitPath, { before: 1, after: 0 })
    server.losses.set(partPath, { before: 2, after: 2 })
    server.losses.set('/session/record/finish', { before: 1, after: 1 })
    const person = personAt(phone, record)
    await person.agrees()
    person.verification.act('start')
    await person.sees('result')
    assert.equal(server.clipHash(), phone.clipHash, 'every byte arrived, once and in order')
  })

  it('gives up on a network that stays away, and offers to ask the server again', async () => {
    const server = createServerDouble()
    const phone = createPhoneDouble({ answer: server.answer })
    server.losses.set(partPath, { before: Infinity, after: 0 })
    const person = personAt(phone, record)
    await person.agrees()
    person.verification.act('start')
    await person.until(
      () => /^trouble (offline|slow)$/.test(person.state.view?.key ?? ''),
      'a page that says so',
    )
    const sent = () => phone.calls.filter(call => call === `request ${partPath}`).length
    const before = sent()
    await fastTime.run(60_000)
    assert.equal(sent(), before, 'nothing is sent any more')
  })

  it('asks again where the server has no room at the moment', async () => {
    const server = createServerDouble()
    let busy = 0
    const phone = createPhoneDouble({
      answer: (path, body, bytes) =>
        /commit|part|finish/.test(path) && (busy += 1) % 3 === 1
          ? { status: 503, body: { code: 'Capture.Busy', message: '服务繁忙' } }
          : server.answer(path, body, bytes),
    })
    const person = personAt(phone, record)
    await person.agrees()
    person.verification.act('start')
    await person.sees('result')
    assert.equal(server.clipHash(), phone.clipHash)
  })

  it('takes a refusal of the server as final', async () => {
    const server = createServerDouble()
    const phone = createPhoneDouble({
      answer: (path, body, bytes) =>
        path.startsWith(partPath)
          ? { status: 409, body: { code: 'Session.Expired', message: '核验已超时' } }
          : server.answer(path, body, bytes),
    })
    const person = personAt(phone, record)
    await person.agrees()
    person.verification.act('start')
    await person.sees('trouble expired')
    assert.equal(phone.calls.filter(call => call === `request ${partPath}`).length, 1)
  })

  it('starts without a word from the camera component', async () => {
    const server = createServerDouble()
    const phone = createPhoneDouble({ answer: server.answer })
    const person = personAt(phone, { ...record, isSilent: true })
    await person.agrees()
    person.verification.act('start')
    await person.sees('result')
  })

  it('says that the camera is in use when filming does not start', async () => {
    for (const isFilming of ['refused', 'silent'] as const) {
      const phone = createPhoneDouble({ answer: createServerDouble().answer, isFilming })
      const person = personAt(phone, record)
      await person.agrees()
      person.verification.act('start')
      await person.sees('trouble cameraBusy')
    }
  })

  it('ends and voids the challenge when the page is hidden or a call comes, and can begin anew', async () => {
    const server = createServerDouble()
    const phone = createPhoneDouble({ answer: server.answer })
    const person = personAt(phone, record)
    await person.agrees()
    person.verification.act('start')
    await person.sees('colours')
    person.verification.hide()
    await person.sees('trouble interrupted')
    assert.ok(phone.calls.includes('stopRecord'))
    person.verification.act('start')
    await person.sees('preview')
    phone.interrupt()
    await person.sees('trouble interrupted')
    person.verification.act('start')
    await person.sees('result')
    assert.equal(server.bodies.has(commitPath), true)
  })
})
