import assert from 'node:assert/strict'
import { cp, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { buildSubpackage } from '../../miniapp/buildSubpackage.mts'
import { wordsOf } from '../../server/protocol/client/text.ts'
import { compileWxml } from './container/compileWxml.ts'
import { readDist } from './container/readDist.ts'
import { useMiniProgram, type Wish } from './useMiniProgram.ts'

const words = wordsOf('zh-CN')
const hostFolder = fileURLToPath(new URL('host', import.meta.url))

/** A mini program of somebody else's, without Taro, with the kit's folder in it as the README says. */
describe('the kit in a mini program without Taro', function () {
  this.timeout(180_000)
  const { server, begin } = useMiniProgram()
  let dist: string

  before(async () => {
    dist = await mkdtemp(join(tmpdir(), 'zhenren-host-'))
    await cp(hostFolder, dist, { recursive: true })
    await buildSubpackage(join(dist, 'zhenren'))
    // A mini program has one folder of workers.
    await rename(join(dist, 'zhenren/workers'), join(dist, 'workers'))
  })
  after(() => rm(dist, { recursive: true, force: true }))

  const host = (): NonNullable<Wish['host']> => ({
    dist,
    begins: async (page: Page, token: string) => {
      await page.evaluate(`window.container.wx.setStorageSync('token', ${JSON.stringify(token)})`)
      await page.getByRole('button', { name: 'verify' }).click()
    },
  })
  const answer = (page: Page) => page.locator('.answer').innerText()

  it('has templates that WeChat’s compiler takes', async () => {
    assert.deepEqual(compileWxml(await readDist(dist)).problems, [])
  })

  it('passes a person, and tells the host', async () => {
    const { somebody, page, result, BizToken } = await begin(
      'drop-in',
      server().ruleIds['light-digit'],
      'light-digit',
      { host: host() },
    )
    await somebody.agrees()
    await somebody.opensCamera('light-digit')
    const { title } = await somebody.performs()
    const { text, why } = await result()
    assert.deepEqual([title, text.ErrCode], [words.result.passed, 0], await why())
    await somebody.press(words.result.done)
    await page.getByText(words.outcomes[0]).waitFor()
    assert.equal(await answer(page), `${BizToken} 0 ${words.outcomes[0]}`)
  })

  it('tells the host that the person left', async () => {
    const { page, BizToken } = await begin('left', server().ruleIds.light, 'light', {
      host: host(),
    })
    await page.locator('.page .heading').waitFor()
    // WeChat's own arrow in the bar above the page.
    await page.evaluate('window.container.pages.back()')
    await page.getByText('-999').waitFor()
    assert.equal(await answer(page), `${BizToken} -999 ${words.outcomes[-999]}`)
  })
})
