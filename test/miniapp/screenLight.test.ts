import assert from 'node:assert/strict'
import { createScreenLight } from '../../miniapp/src/kit/platform/screenLight.ts'
import { createKit } from '../../miniapp/src/kit/createKit.ts'
import { fastTime } from './support/fastTime.ts'
import { personAt } from './support/personAt.ts'
import { createPhoneDouble } from './support/phoneDouble.ts'
import { createServerDouble } from './support/serverDouble.ts'

const own = 0.4

/** A person while colours are on the screen. */
async function inColours() {
  const phone = createPhoneDouble({ answer: createServerDouble().answer })
  const person = personAt(phone, { capture: 'record' })
  await person.agrees()
  assert.equal(phone.brightness.value, own, 'not before the colours')
  person.verification.act('start')
  await person.sees('colours')
  await person.until(() => phone.brightness.value === 1, 'full brightness')
  return { phone, ...person }
}

describe('the screen’s brightness', () => {
  beforeEach(fastTime.begin)
  afterEach(fastTime.end)

  const exits: Record<string, (person: Awaited<ReturnType<typeof inColours>>) => void> = {
    'the page is hidden': ({ verification }) => verification.hide(),
    'the page is gone': ({ verification }) => verification.unload(),
    'the person leaves': ({ verification }) => verification.act('leave'),
    'a call comes': ({ phone }) => phone.interrupt(),
    'the camera stops': ({ verification }) => verification.cameraStopped(),
    'the camera breaks': ({ verification }) => verification.cameraFailed('error'),
  }
  for (const [name, leave] of Object.entries(exits))
    it(`is the person’s own again when ${name}`, async () => {
      const person = await inColours()
      leave(person)
      await fastTime.run(100)
      assert.equal(person.phone.brightness.value, own)
      assert.equal(
        person.phone.calls.filter(call => call === 'keepScreenOn false').length > 0,
        true,
      )
    })

  it('is the person’s own again when the colours are over, before the verdict', async () => {
    const person = await inColours()
    await person.sees('judging')
    await person.sees('result')
    assert.equal(person.phone.brightness.value, own)
  })

  it('is put back at the next start of an app that was killed, and only once', async () => {
    const { phone } = await inColours()
    // Nothing of the page lives on; the storage does.
    const kit = createKit(phone.wx)
    kit.init({ endpoint: 'https://id.example.com' })
    assert.equal(phone.brightness.value, own)
    phone.brightness.value = 0.8
    kit.init({ endpoint: 'https://id.example.com' })
    assert.equal(phone.brightness.value, 0.8)
  })

  it('keeps the oldest value when raised again after a kill', () => {
    const phone = createPhoneDouble({ answer: createServerDouble().answer })
    createScreenLight(phone.wx).raise()
    const second = createScreenLight(phone.wx)
    second.raise()
    second.restore()
    assert.equal(phone.brightness.value, own)
  })
})
