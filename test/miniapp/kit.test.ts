import assert from 'node:assert/strict'
import { createKit } from '../../miniapp/src/kit/createKit.ts'
import type { VerifyResult } from '../../miniapp/src/kit/hostCalls.ts'
import { fastTime } from './support/fastTime.ts'
import { createPhoneDouble } from './support/phoneDouble.ts'
import { createServerDouble } from './support/serverDouble.ts'

const endpoint = 'https://id.example.com/base'
const token = 'token-1'

function kitOn(phone = createPhoneDouble({ answer: createServerDouble().answer })) {
  const kit = createKit(phone.wx)
  const answers: VerifyResult[] = []
  return {
    phone,
    kit,
    answers,
    ask: (data: { token: string; endPath?: string }) =>
      kit.startVerify({
        data,
        success: result => answers.push(result),
        fail: result => answers.push(result),
      }),
  }
}

describe('startVerify', () => {
  beforeEach(fastTime.begin)
  afterEach(fastTime.end)

  it('answers −100 without init, with a wrong endpoint, token or endPath', async () => {
    const { kit, ask, answers, phone } = kitOn()
    ask({ token })
    assert.throws(() => kit.init({ endpoint: 'id.example.com' }), /http/)
    ask({ token })
    kit.init({ endpoint })
    ask({ token: '' })
    ask({ token, endPath: 'pages/end' })
    ask({ token, endPath: '//elsewhere' })
    await fastTime.run(600)
    assert.deepEqual(
      answers.map(({ ErrorCode }) => ErrorCode),
      [-100, -100, -100, -100, -100],
    )
    assert.equal(answers[0]?.ErrorMsg, '参数错误')
    assert.ok(!phone.calls.some(call => call.startsWith('navigateTo')))
  })

  it('opens the kit’s page and answers half a second after it is gone', async () => {
    const { kit, ask, answers, phone } = kitOn()
    kit.init({ endpoint })
    ask({ token })
    assert.ok(phone.calls.includes('navigateTo /zhenren/index/index'))
    const pending = kit.take()
    assert.equal(pending?.options.endpoint, 'https://id.example.com/base/')
    pending?.end(0)
    assert.ok(phone.calls.includes('navigateBack'))
    await fastTime.run(300)
    pending?.gone()
    await fastTime.run(450)
    assert.equal(answers.length, 0, 'iOS loses what navigates right away')
    await fastTime.run(100)
    assert.deepEqual(answers, [{ BizToken: token, ErrorCode: 0, ErrorMsg: '核身通过' }])
    assert.equal(kit.take(), null)
  })

  it('answers −999 when the person went back, and can be asked again then', async () => {
    const { kit, ask, answers } = kitOn()
    kit.init({ endpoint, language: 'en' })
    ask({ token })
    ask({ token })
    await fastTime.run(600)
    assert.deepEqual(answers.splice(0), [
      { BizToken: token, ErrorCode: -100, ErrorMsg: 'bad arguments' },
    ])
    const pending = kit.take()
    pending?.gone()
    pending?.end(-999)
    await fastTime.run(600)
    assert.deepEqual(answers, [{ BizToken: token, ErrorCode: -999, ErrorMsg: 'the person left' }])
    ask({ token })
    assert.notEqual(kit.take(), null)
  })

  it('goes to endPath instead of back', async () => {
    const { kit, ask, phone } = kitOn()
    kit.init({ endpoint, pagePath: '/pages/verify/index' })
    ask({ token, endPath: '/pages/end/index?a=1' })
    kit.take()?.end(16)
    assert.ok(phone.calls.includes('navigateTo /pages/verify/index'))
    assert.ok(phone.calls.includes('redirectTo /pages/end/index?a=1'))
    assert.ok(!phone.calls.includes('navigateBack'))
  })

  it('is a promise without callbacks: resolved when passed, rejected else', async () => {
    const { kit } = kitOn()
    kit.init({ endpoint })
    const passed = kit.startVerify({ data: { token } })
    kit.take()?.end(0)
    kit.take()?.gone()
    await fastTime.run(600)
    assert.equal((await passed).ErrorCode, 0)
    const failed = assert.rejects(kit.startVerify({ data: { token } }), { ErrorCode: 2018 })
    const pending = kit.take()
    pending?.end(2018)
    // The page stays: it is the app's first.
    await fastTime.run(2_700)
    await failed
  })
})
