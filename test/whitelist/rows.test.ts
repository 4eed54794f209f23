import assert from 'node:assert/strict'
import {
  checkEligibility,
  loadWhitelist,
  type DocumentRule,
} from '../../industry-whitelist/index.ts'
import { expectedRows, type ExpectedDocuments } from './expectedRows.ts'

const whitelist = loadWhitelist()

/** A rule in the words of the expectations: Chinese names, conditions left out. */
function inWords(rule: DocumentRule): ExpectedDocuments {
  if ('document' in rule) return whitelist.documents[rule.document]?.zh ?? 'no such document'
  if ('anyOf' in rule) return { any: rule.anyOf.map(inWords) }
  return { all: rule.allOf.map(inWords) }
}

for (const [version, rows] of Object.entries(expectedRows)) {
  describe(`whitelist ${version}`, () => {
    it('has the expected rows and no other', () => {
      const stored = whitelist.versions.find(({ id }) => id === version)
      assert.deepEqual(
        stored?.rows.map(row => row.id),
        rows.map(row => row.id),
      )
    })

    for (const { id, channels, alias, documents, guidance } of rows) {
      it(`finds ${id} as "${alias}" and opens it to ${channels}`, () => {
        for (const category of [alias, id]) {
          const result = checkEligibility(whitelist, { category, channel: 'miniapp', version })
          assert.ok(result.eligible)
          assert.equal(result.version, version)
          assert.equal(result.row?.id, id)
          assert.deepEqual(result.documents && inWords(result.documents), documents)
          if (guidance) {
            const guides = result.guidance?.rows.map(row => row.id) ?? []
            assert.deepEqual(guides, guidance)
          }
        }
        const native = checkEligibility(whitelist, { category: id, channel: 'h5-native', version })
        assert.equal(native.eligible, channels === 'MH')
        if (!native.eligible) assert.equal(native.reason.code, 'channel-not-allowed')
      })
    }
  })
}

type Leaf = Extract<DocumentRule, { document: string }>

function leaves(rule: DocumentRule): readonly Leaf[] {
  return 'document' in rule ? [rule] : ('anyOf' in rule ? rule.anyOf : rule.allOf).flatMap(leaves)
}

function condition(id: string, document: string): string | undefined {
  const newest = whitelist.versions.find(version => version.id === 'table-42684')
  const rule = newest?.rows.find(row => row.id === id)?.documents
  return rule ? leaves(rule).find(leaf => leaf.document === document)?.condition?.zh : undefined
}

describe('whitelist document conditions', () => {
  const scopes = [
    ['fin.fund', 'securities-futures-licence', /基金/],
    ['trans.metro', 'business-licence', /地铁/],
    ['trans.card', 'business-licence', /交通卡/],
    ['trans.rail', 'business-licence', /铁路/],
    ['trans.coach', 'road-transport-licence', /客运/],
    ['trans.rental', 'business-licence', /租赁/],
    ['telco.basic', 'business-licence', /子公司/],
    ['telco.resale', 'value-added-telecom-licence', /转售/],
    ['social.live', 'online-culture-licence', /网络表演/],
  ] as const
  for (const [id, document, wording] of scopes) {
    it(`keeps the condition on ${document} of ${id}`, () => {
      assert.match(condition(id, document) ?? '', wording)
    })
  }
})
