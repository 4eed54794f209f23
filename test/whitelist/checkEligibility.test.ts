import assert from 'node:assert/strict'
import * as fc from 'fast-check'
import {
  channels,
  checkEligibility,
  describeDocuments,
  loadWhitelist,
  type Channel,
  type EligibilityQuestion,
  type Ineligible,
} from '../../industry-whitelist/index.ts'
import { channels as ruleChannels } from '../../server/domain/rule.ts'

const whitelist = loadWhitelist()
const versions = ['faq-2019-12-06', 'faq-newer', 'table-42684']
const openChannels: Channel[] = ['h5', 'h5-standalone', 'h5-pc', 'app', 'api']

const check = (category: string, channel: Channel, more: Partial<EligibilityQuestion> = {}) =>
  checkEligibility(whitelist, { category, channel, ...more })

function refused(
  category: string,
  channel: Channel,
  more: Partial<EligibilityQuestion> = {},
): Ineligible {
  const result = check(category, channel, more)
  assert.ok(!result.eligible, `${category} on ${channel} is eligible`)
  return result
}

describe('checkEligibility', () => {
  it('uses exactly the channel names of the rules', () => {
    assert.deepEqual(channels, ruleChannels)
  })

  it('answers from the newest table when no version is pinned', () => {
    assert.equal(check('银行', 'miniapp').version, 'table-42684')
    assert.equal(check('银行', 'miniapp', { version: 'faq-newer' }).version, 'faq-newer')
  })

  it('refuses a bank on native H5 in the newest table and shows that the 2019 list allows it', () => {
    const result = refused('银行', 'h5-native')
    assert.equal(result.reason.code, 'channel-not-allowed')
    assert.match(result.reason.zh, /微信小程序/)
    assert.deepEqual(result.possibleChannels, ['miniapp', ...openChannels])
    const of2019 = result.differences.find(({ version }) => version === 'faq-2019-12-06')
    assert.equal(of2019?.answer.eligible, true)
    assert.equal(of2019?.same, false)
    assert.deepEqual(of2019?.answer.channels, ['miniapp', 'h5-native'])
  })

  it('names every other version in its differences', () => {
    for (const version of versions)
      assert.deepEqual(
        check('银行', 'miniapp', { version }).differences.map(difference => difference.version),
        versions.filter(other => other !== version),
      )
  })

  it('marks an answer that another version gives on the same terms', () => {
    const { differences } = check('银行', 'miniapp', { version: 'faq-2019-12-06' })
    assert.deepEqual(
      differences.map(({ version, same }) => [version, same]),
      [
        ['faq-newer', true],
        ['table-42684', false],
      ],
    )
  })

  it('follows a category whose name another version does not know', () => {
    const { differences } = check('高速服务', 'miniapp')
    assert.deepEqual(
      differences.map(({ answer }) => answer.code),
      ['category-not-listed', 'category-not-listed'],
    )
    const rail = check('轨道交通', 'miniapp', { version: 'faq-2019-12-06' })
    assert.deepEqual(rail.differences[1]?.answer.rowIds, ['trans.metro', 'trans.rail'])
  })

  for (const channel of openChannels)
    it(`sets no industry limit on ${channel}`, () => {
      for (const category of ['银行', '婚恋', '卖花', '']) {
        const result = check(category, channel)
        assert.ok(result.eligible)
        assert.equal(result.documents, null)
      }
    })

  for (const word of [
    '婚恋',
    '某某婚恋平台',
    '相亲',
    'Dating',
    'ＤＡＴＩＮＧ',
    'dating and marriage',
  ])
    it(`refuses ${word} by name from the version on that names it`, () => {
      for (const version of ['faq-newer', 'table-42684'])
        for (const channel of ['miniapp', 'h5-native'] as const) {
          const { reason, possibleChannels } = refused(word, channel, { version })
          assert.equal(reason.code, 'category-refused')
          assert.match(reason.zh, /婚恋.*faq-newer/)
          assert.match(reason.en, /婚恋 \(dating and marriage\)/)
          assert.deepEqual(possibleChannels, openChannels)
        }
      const before = refused(word, 'miniapp', { version: 'faq-2019-12-06' })
      assert.equal(before.reason.code, 'category-not-listed')
    })

  it('does not take a marriage registry or an update for dating', () => {
    for (const text of ['marriage registration office', 'updating service'])
      assert.equal(refused(text, 'miniapp').reason.code, 'category-not-listed')
  })

  it('offers the closest names instead of guessing', () => {
    const result = refused('招商银行', 'miniapp')
    assert.equal(result.reason.code, 'category-not-listed')
    assert.deepEqual(
      result.suggestions.map(row => row.id),
      ['fin.bank'],
    )
  })

  for (const [text, ids] of [
    [
      '金融',
      ['fin.bank', 'fin.insurance', 'fin.trust', 'fin.fund', 'fin.securities', 'fin.consumer'],
    ],
    ['运营商', ['telco.basic', 'telco.resale']],
    ['医疗', ['med.public', 'med.internet', 'med.private']],
    ['旅游', ['travel.hotel']],
  ] as const)
    it(`lists the candidates for ${text}`, () => {
      const result = refused(text, 'miniapp')
      assert.equal(result.reason.code, 'category-ambiguous')
      assert.deepEqual(
        result.suggestions.map(row => row.id),
        ids,
      )
    })

  it('answers a category of several variants with the documents of either', () => {
    const result = check('网约车', 'miniapp')
    assert.ok(result.eligible && result.documents)
    assert.equal(result.row, null)
    assert.equal(
      describeDocuments(whitelist, result.documents).zh,
      '《网络预约出租汽车经营许可证》或（《合作协议》与《合作方的网络预约出租汽车经营许可证》）',
    )
  })

  it('does not take a bare variant for a category', () => {
    for (const word of ['平台', '自营', '公立', '民办', 'platform', 'public'])
      assert.equal(refused(word, 'miniapp').eligible, false)
  })

  it('reads an id of another version', () => {
    const older = check('trans.ridehail.self', 'h5-native', { version: 'faq-2019-12-06' })
    assert.ok(older.eligible)
    assert.equal(older.row?.id, 'trans.ridehail')
    const newer = check('trans.ridehail', 'miniapp')
    assert.ok(newer.eligible)
    assert.deepEqual(
      newer.rows.map(row => row.id),
      ['trans.ridehail.self', 'trans.ridehail.platform'],
    )
    assert.equal(refused('trans.rail-transit', 'miniapp').reason.code, 'category-ambiguous')
  })

  it('no longer lists in the newest table what only older lists had', () => {
    for (const word of ['邮政', '物流', '增值电信'])
      assert.equal(refused(word, 'miniapp').reason.code, 'category-not-listed')
  })

  it('refuses a version it does not have', () => {
    const result = refused('银行', 'miniapp', { version: '2018' })
    assert.equal(result.reason.code, 'version-unknown')
    assert.match(result.reason.en, /faq-2019-12-06, faq-newer, table-42684/)
  })

  it('shows its own wording only of what was asked, without control characters', () => {
    const { reason } = refused(`\u001b[31m红${'长'.repeat(200)}`, 'miniapp')
    assert.ok(!reason.zh.includes('\u001b'))
    assert.ok(reason.zh.length < 120)
  })
})

describe('checkEligibility with credentials', () => {
  it('is satisfied by any one of the alternatives', () => {
    for (const id of ['financial-licence', 'financial-institution-licence'])
      assert.equal(check('银行', 'miniapp', { credentials: [id] }).eligible, true)
  })

  it('says what is missing when nothing is at hand', () => {
    const result = refused('银行', 'miniapp', { credentials: [] })
    assert.equal(result.reason.code, 'documents-missing')
    assert.deepEqual(result.missing, ['financial-licence'])
    assert.match(result.reason.zh, /《金融许可证》或《金融机构许可证》/)
  })

  it('asks for all that must come together', () => {
    const some = refused('消费金融', 'miniapp', { credentials: ['business-licence'] })
    assert.deepEqual(some.missing, ['opening-approval', 'financial-licence'])
    const credentials = ['business-licence', 'opening-approval', 'financial-licence']
    assert.equal(check('消费金融', 'miniapp', { credentials }).eligible, true)
  })

  it('counts the shortest way through nested alternatives', () => {
    const begun = refused('互联网医院', 'miniapp', {
      credentials: ['registration-review-document'],
    })
    assert.deepEqual(begun.missing, ['medical-establishment-approval'])
    const credentials = ['registration-review-document', 'partner-medical-practice-licence']
    assert.equal(check('互联网医院', 'miniapp', { credentials }).eligible, true)
  })

  it('refuses a document id that it does not know', () => {
    const result = refused('银行', 'miniapp', { credentials: ['toString'] })
    assert.equal(result.reason.code, 'credential-unknown')
  })

  it('cannot judge documents where the list names none', () => {
    const result = check('银行', 'miniapp', { version: 'faq-newer', credentials: [] })
    assert.ok(result.eligible)
    assert.equal(result.documents, null)
    assert.equal(result.guidance?.version, 'table-42684')
  })
})

describe('checkEligibility for any text', () => {
  const names = whitelist.versions.flatMap(({ rows }) =>
    rows.flatMap(row => [row.id, row.category.zh, ...row.aliases]),
  )
  const word = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...names), fc.string())
  const question = fc.record(
    {
      category: fc.oneof(
        word,
        fc.tuple(word, word).map(words => words.join('')),
      ),
      channel: fc.constantFrom(...channels),
      version: fc.oneof(fc.constantFrom(...versions), fc.string()),
      credentials: fc.array(
        fc.oneof(fc.constantFrom(...Object.keys(whitelist.documents)), fc.string()),
        { maxLength: 4 },
      ),
    },
    { requiredKeys: ['category', 'channel'] },
  )

  it('never throws, and a refusal always gives its reason', () => {
    fc.assert(
      fc.property(question, asked => {
        const result = checkEligibility(whitelist, asked)
        assert.equal(result.version, asked.version ?? whitelist.defaultVersion)
        if (result.eligible) assert.deepEqual(result.missing, [])
        else assert.ok(result.reason.zh !== '' && result.reason.en !== '')
      }),
      { numRuns: 500 },
    )
  })

  it('never loses eligibility by a further known document', () => {
    const known = fc.constantFrom(...Object.keys(whitelist.documents))
    const newestIds = whitelist.versions.at(-1)?.rows.map(row => row.id) ?? []
    fc.assert(
      fc.property(
        fc.constantFrom(...newestIds),
        fc.uniqueArray(known),
        known,
        (category, credentials, more) => {
          const before = check(category, 'miniapp', { credentials })
          const after = check(category, 'miniapp', { credentials: [...credentials, more] })
          assert.ok(!before.eligible || after.eligible)
          if (!before.eligible) {
            const completed = [...credentials, ...before.missing]
            assert.ok(check(category, 'miniapp', { credentials: completed }).eligible)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})
