import assert from 'node:assert/strict'
import { miniWordsOf } from '../../miniapp/src/kit/text.ts'
import type { View } from '../../miniapp/src/kit/view.ts'
import { fastTime } from './support/fastTime.ts'
import { personAt } from './support/personAt.ts'
import { createPhoneDouble, type PhoneScript } from './support/phoneDouble.ts'
import { createServerDouble } from './support/serverDouble.ts'

const words = miniWordsOf('zh-CN')

function textsOf(view: View | null): string[] {
  return (view?.blocks ?? []).flatMap(block =>
    block.kind === 'list' ? block.lines : 'text' in block ? [block.text] : [],
  )
}

async function started(
  script: Partial<PhoneScript>,
  mode = 'light',
  engine: 'own' | 'wechat' = 'own',
) {
  const server = createServerDouble({ mode, engine })
  const phone = createPhoneDouble({ answer: server.answer, ...script })
  const person = personAt(phone)
  await person.agrees()
  person.verification.act('start')
  return { phone, server, ...person }
}

describe('what a phone may refuse', () => {
  beforeEach(fastTime.begin)
  afterEach(fastTime.end)

  it('camera refused to the mini program: the page leads to its settings, by a tap', async () => {
    const { phone, state, verification, sees } = await started({ refuses: ['scope.camera'] })
    await sees('trouble cameraRefused')
    assert.ok(textsOf(state.view).includes(words.permission.weChat[0]!))
    verification.act('openSetting')
    assert.ok(phone.calls.includes('openSetting'))
    assert.ok(!phone.calls.includes('startRecord'))
  })

  it('microphone refused: said for digits only', async () => {
    const { sees } = await started({ refuses: ['scope.record'] }, 'digit')
    await sees('trouble microphoneRefused')
    const light = await started({ refuses: ['scope.record'] }, 'light')
    await light.sees('preview')
  })

  it('refused to WeChat by the phone: told apart, and led to the phone’s settings', async () => {
    const { phone, state, verification, sees } = await started(
      { systemDenies: ['camera', 'microphone'] },
      'light-digit',
    )
    await sees('trouble bothRefused')
    assert.ok(textsOf(state.view).includes(words.permission.system[0]!))
    verification.act('openSystem')
    assert.ok(phone.calls.includes('openAppAuthorizeSetting'))
    assert.ok(!phone.calls.some(call => call.startsWith('authorize')), 'not asked in vain')
  })

  it('the privacy guide: nothing goes out before it is agreed to, and no means leaving', async () => {
    const phone = createPhoneDouble({ answer: createServerDouble().answer, needsPrivacy: true })
    const person = personAt(phone)
    person.verification.start()
    await person.sees('privacy')
    await fastTime.run(10_000)
    assert.deepEqual(phone.calls, ['getPrivacySetting', 'requirePrivacyAuthorize'])
    person.verification.act('agreeGuide')
    await person.sees('consent')

    const other = personAt(
      createPhoneDouble({ answer: createServerDouble().answer, needsPrivacy: true }),
    )
    other.verification.start()
    await other.sees('privacy')
    other.verification.act('refuseGuide')
    await other.until(() => other.state.code !== null, 'the end')
    assert.equal(other.state.code, -999)
  })

  it('an old WeChat: a page that says which version, and leads to the update', async () => {
    const phone = createPhoneDouble({ answer: createServerDouble({ mode: 'light' }).answer })
    phone.wx.getAppBaseInfo = () => ({ version: '6.7.1', SDKVersion: '2.32.3' })
    const person = personAt(phone)
    person.verification.start()
    await person.sees('trouble weChatTooOld')
    assert.ok(textsOf(person.state.view).includes('需要 6.7.2 或更新的版本。'))
    assert.ok(textsOf(person.state.view).includes(words.update))
  })

  it('a container with nothing but the old calls: everything works by timer and clip', async () => {
    const { sees } = await started({
      lacks: [
        'canIUse',
        'getRandomValues',
        'getAppBaseInfo',
        'getDeviceInfo',
        'getSystemInfoSync',
        'getAppAuthorizeSetting',
        'getPrivacySetting',
        'requirePrivacyAuthorize',
        'onNeedPrivacyAuthorization',
        'createWorker',
        'onMemoryWarning',
        'onAudioInterruptionBegin',
        'onAudioInterruptionEnd',
        'enableAlertBeforeUnload',
        'disableAlertBeforeUnload',
        'pageScrollTo',
        'getScreenBrightness',
        'setScreenBrightness',
        'setKeepScreenOn',
      ],
    })
    await sees('result')
  })

  it('the consent stays unticked until the person ticks it, and says what is missing', async () => {
    const person = personAt(
      createPhoneDouble({
        answer: createServerDouble({
          consent: {
            version: 'v',
            hash: 'h',
            title: 't',
            text: 't',
            scopes: ['face', 'upload', 'compare', 'guardian'],
            givenAt: null,
          },
        }).answer,
      }),
    )
    person.verification.start()
    await person.sees('consent')
    const boxes = person.state.view?.blocks.flatMap(block =>
      block.kind === 'check' ? [block.isOn] : [],
    )
    assert.deepEqual(boxes, [false, false])
    person.verification.check('agree', true)
    person.verification.act('submit')
    assert.equal(person.state.view?.key, 'consent', 'a guardian has to agree too')
    person.verification.check('guardian', true)
    person.verification.act('submit')
    await person.sees('tips')
  })
})

describe('WeChat’s own face API', () => {
  beforeEach(fastTime.begin)
  afterEach(fastTime.end)

  it('gets the verify id, and the server is asked how it ended, whatever the page said', async () => {
    const { phone, server, sees } = await started({}, 'light', 'wechat')
    server.losses.set('/session/native/finish', { before: 1, after: 1 })
    await sees('result')
    assert.ok(phone.calls.includes('requestFacialVerify verify-1'))
    assert.ok(!phone.calls.some(call => /authorize|startRecord|brightness/.test(call)))
  })

  it('is asked again while it is not decided, and a refusal ends it', async () => {
    const server = createServerDouble({ engine: 'wechat' })
    const codes = ['Capture.Incomplete', 'Session.Busy', 'Session.Expired']
    const phone = createPhoneDouble({
      answer: (path, body, bytes) =>
        path === '/session/native/finish'
          ? { status: 409, body: { code: codes.shift(), message: '…' } }
          : server.answer(path, body, bytes),
    })
    const person = personAt(phone)
    await person.agrees()
    person.verification.act('start')
    await person.sees('trouble expired')
    assert.deepEqual(codes, [])
  })

  it('may take the person minutes, out of sight', async () => {
    const phone = createPhoneDouble({ answer: createServerDouble({ engine: 'wechat' }).answer })
    let settle = () => undefined as void
    phone.wx.requestFacialVerify = ({ success }) => {
      settle = success
    }
    const person = personAt(phone)
    await person.agrees()
    person.verification.act('start')
    await fastTime.run(500)
    person.verification.hide()
    await fastTime.run(120_000)
    settle()
    await person.sees('result')
  })

  it('is a page that says so where WeChat does not have it', async () => {
    const { sees } = await started({ lacks: ['requestFacialVerify'] }, 'light', 'wechat')
    await sees('trouble unsupported')
  })
})
