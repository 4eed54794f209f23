import assert from 'node:assert/strict'
import { outcomeCodes } from '../../server/protocol/client/outcomeCodes.ts'
import { wordsOf } from '../../server/protocol/client/text.ts'

/** Every sentence with its path; functions are asked with a plain word. */
function sentences(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') return [[path, String(value('X', 'Y'))]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => sentences(inner, `${path}.${key}`))
}

const [zh, en] = [sentences(wordsOf('zh-CN')), sentences(wordsOf('en-US'))]

describe('the words of the client', () => {
  it('are Chinese unless English is asked for', () => {
    assert.equal(wordsOf('zh-CN').tag, 'zh-CN')
    assert.equal(wordsOf('fr').tag, 'zh-CN')
    assert.equal(wordsOf('en').tag, 'en')
  })

  it('say the same things in both languages', () => {
    const paths = (list: typeof zh) => list.map(([path]) => path).toSorted()
    assert.deepEqual(paths(en), paths(zh))
    const isSwitch = ([path]: [string, string]) => /\.(tag|switchLanguage)$/.test(path)
    for (const [path, text] of zh.filter(one => !isSwitch(one)))
      assert.match(text, /\p{Script=Han}/u, path)
    for (const [path, text] of en.filter(one => !isSwitch(one)))
      assert.doesNotMatch(text, /\p{Script=Han}/u, path)
  })

  it('never speak of scores, thresholds or checks by name', () => {
    for (const [path, text] of [...zh, ...en])
      assert.doesNotMatch(
        text,
        /分数|得分|阈值|相似度|活体|score|threshold|similarity|liveness/i,
        path,
      )
  })

  it('name every code that a host page may get', () => {
    for (const code of Object.values(outcomeCodes)) assert.ok(wordsOf('zh-CN').outcomes[code])
  })
})
