import assert from 'node:assert/strict'
import { adviceOf } from '../../server/domain/adviceOf.ts'
import { chinaDay } from '../../server/domain/chinaDay.ts'
import { consentText } from '../../server/domain/consent.ts'
import { needsGuardian } from '../../server/domain/guardianAge.ts'
import { needsOpenid, retryLimitOf } from '../../server/domain/retryLimit.ts'
import { sessionStates } from '../../server/domain/session.ts'
import { isFinal, mayMove, stateAfterVerdict } from '../../server/domain/sessionTransition.ts'
import { resultCodes } from '../../server/protocol/resultCodes.ts'

describe('a session', () => {
  it('ends in passed, failed or expired, and reaches passed only through judging', () => {
    assert.deepEqual(sessionStates.filter(isFinal), ['passed', 'failed', 'expired'])
    for (const end of ['passed', 'failed'] as const) {
      assert.deepEqual(
        sessionStates.filter(state => mayMove(state, end)),
        ['judging'],
      )
    }
    assert.deepEqual(
      sessionStates.filter(state => mayMove(state, 'capturing')),
      ['consented', 'capturing'],
    )
  })

  it('gets another try until the limit, if there is one', () => {
    assert.equal(stateAfterVerdict(0, 99, 3), 'passed')
    assert.equal(stateAfterVerdict(1002, 2, 3), 'consented')
    assert.equal(stateAfterVerdict(1002, 3, 3), 'failed')
    assert.equal(stateAfterVerdict(1002, 1000, null), 'consented')
  })
})

describe('the day of the limits', () => {
  it('turns at midnight in Shanghai', () => {
    assert.equal(chinaDay(Date.parse('2026-02-28T15:59:59.999Z')), '2026-02-28')
    assert.equal(chinaDay(Date.parse('2026-02-28T16:00:00.000Z')), '2026-03-01')
    assert.equal(chinaDay(Date.parse('2027-12-31T16:00:00.000Z')), '2028-01-01')
  })

  it('holds 20 for openid and ID number on the WeChat channels, and nowhere else', () => {
    const limited = Object.entries(retryLimitOf).filter(([, limit]) => limit !== null)
    assert.deepEqual(limited, [
      ['miniapp', { perOpenid: 20, perIdCard: 20 }],
      ['h5-native', { perOpenid: 20, perIdCard: 20 }],
    ])
    assert.ok(needsOpenid('miniapp') && !needsOpenid('h5-pc'))
  })
})

describe('a guardian', () => {
  const born = (date: string) => `990101${date}0018`
  it('is needed until the fourteenth birthday', () => {
    assert.equal(needsGuardian(born('20120302'), '2026-03-01'), true)
    assert.equal(needsGuardian(born('20120301'), '2026-03-01'), false)
    assert.equal(needsGuardian(born('20120229'), '2026-02-28'), true)
    assert.equal(needsGuardian(born('20120229'), '2026-03-01'), false)
    assert.equal(needsGuardian(born('19900101'), '2026-03-01'), false)
  })
})

describe('the text of the consent', () => {
  const facts = {
    business: '示例银行',
    purpose: '开户',
    alternative: '到柜台办理',
    mode: 'light',
    retention: 'reference',
  } as const
  it('names business, purpose and the other way in both languages', () => {
    for (const language of ['zh-CN', 'en-US'] as const) {
      const { text } = consentText(facts, language)
      for (const fact of ['示例银行', '开户', '到柜台办理']) assert.ok(text.includes(fact))
    }
  })

  it('says how long what is kept, and whether there is sound', () => {
    const short = consentText({ ...facts, retention: 'verdict-only' }, 'zh-CN').text
    assert.match(short, /立即删除/)
    assert.match(consentText(facts, 'zh-CN').text, /三天/)
    assert.doesNotMatch(consentText(facts, 'zh-CN').text, /声音/)
    assert.match(consentText({ ...facts, mode: 'light-digit' }, 'zh-CN').text, /声音/)
  })
})

describe('advice', () => {
  it('is there for every result code but a pass', () => {
    for (const { code } of resultCodes) {
      assert.equal(adviceOf(code) === null, code === 0, String(code))
    }
  })

  it('does not tell the device what the library knows', () => {
    for (const code of [2005, 2006, 2007, 2008, 2009, 2017]) assert.equal(adviceOf(code), 'service')
  })
})
