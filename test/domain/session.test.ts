import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
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
    mayFilm: false,
  } as const
  it('names business, purpose and the other way in both languages', () => {
    for (const language of ['zh-CN', 'en-US'] as const) {
      const { text } = consentText(facts, language)
      for (const fact of ['示例银行', '开户', '到柜台办理']) assert.ok(text.includes(fact))
    }
  })

  it('says how long what is kept', () => {
    const short = consentText({ ...facts, retention: 'verdict-only' }, 'zh-CN').text
    assert.match(short, /立即删除/)
    assert.match(consentText(facts, 'zh-CN').text, /三天/)
  })

  it('speaks of the voice in every paragraph that speaks of the pictures, where there is one', () => {
    for (const mode of ['digit', 'light-digit'] as const)
      for (const retention of ['reference', 'verdict-only'] as const) {
        const chinese = consentText({ ...facts, mode, retention }, 'zh-CN')
        const english = consentText({ ...facts, mode, retention }, 'en-US')
        assert.match(chinese.title, /声音/)
        assert.match(english.title, /voice/)
        for (const line of chinese.text.split('\n'))
          assert.equal(/画面|人脸/.test(line), /声音|录音/.test(line), line)
        for (const line of english.text.split('\n'))
          assert.equal(/pictures|[Ff]ace/.test(line), /sound|voice/.test(line), line)
      }
  })

  it('keeps its words where no voice is recorded, so that receipts of the version before stay good', () => {
    const hashes = (['reference', 'verdict-only'] as const).flatMap(retention =>
      (['zh-CN', 'en-US'] as const).map(language => {
        const { text } = consentText({ ...facts, retention }, language)
        assert.doesNotMatch(text, /声音|录音|sound|voice/)
        return createHash('sha256').update(text).digest('hex')
      }),
    )
    // Of version 2026-03-01.
    assert.deepEqual(hashes, [
      'a84d439900903202a97893113e5dd1b6c6aeca7272cf288683bf20a0e81cb54f',
      'b5174a227a179044a3625185620887b2a3346f31dabc3f577ebd1011f91c9e3f',
      '9ee8b556273f632311dce23b951c1cc8565217c83795c2c4e35371e315a45190',
      '8f73d4111afc30d0d62e6316401228058bf98cb94d7f56cb747903640038acc5',
    ])
  })
})

describe('the text of the consent in a mini program', () => {
  const facts = {
    business: '示例银行',
    purpose: '开户',
    alternative: '到柜台办理',
    retention: 'reference',
    mayFilm: true,
  } as const

  it('says of sound that is filmed along and not used what becomes of it', () => {
    assert.match(consentText({ ...facts, mode: 'light' }, 'zh-CN').text, /声音不使用、不保存/)
    assert.match(consentText({ ...facts, mode: 'light' }, 'en-US').text, /sound is not used/)
    assert.doesNotMatch(consentText({ ...facts, mode: 'digit' }, 'zh-CN').text, /不使用/)
  })
})

describe('advice', () => {
  it('is there for every result code but a pass', () => {
    for (const { code } of resultCodes) {
      assert.equal(adviceOf(code) === null, code === 0, String(code))
    }
  })

  it('says of digits what the verdict said', () => {
    assert.deepEqual([1101, 1103, 1106, 1107, 1109].map(adviceOf), [
      'unheard',
      'digits',
      'unheard',
      'digits',
      'lips',
    ])
  })

  it('does not tell the device what the library knows', () => {
    for (const code of [2005, 2006, 2007, 2008, 2009, 2017]) assert.equal(adviceOf(code), 'service')
  })
})
