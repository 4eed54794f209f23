import assert from 'node:assert/strict'
import { builtDist } from './builtDist.ts'
import { compileWxml } from './container/compileWxml.ts'
import { readDist } from './container/readDist.ts'

describe('the templates of the mini program', function () {
  this.timeout(180_000)

  it('are taken by the compiler of WeChat’s component framework', async () => {
    const dist = await readDist(await builtDist())
    assert.ok(dist.has('base.wxml') && dist.has('pages/verify/index.wxml'))
    assert.deepEqual(compileWxml(dist).problems, [])
  })

  it('are named with the place when they are broken', async () => {
    const dist = await readDist(await builtDist())
    const broken = `${dist.get('base.wxml') ?? ''}\n<view class="{{ a + }}"></view>`
    const { problems } = compileWxml(new Map([...dist, ['base.wxml', broken]]))
    assert.match(problems[0] ?? '', /^base\.wxml:\d+:\d+ /)
    const torn = compileWxml(new Map([['page.wxml', '<view><text>a</view']]))
    assert.notDeepEqual(torn.problems, [])
  })
})
