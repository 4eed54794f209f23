import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSubpackage } from '../../miniapp/buildSubpackage.mts'
import { builtDist } from './builtDist.ts'

/** Own budgets, far below WeChat's 2 MB for a package. */
const demoBytes = 700 * 1024
const subpackageBytes = 250 * 1024

function filesIn(folder: string): { path: string; sizeBytes: number }[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .filter(path => !path.includes('node_modules'))
    .map(path => {
      return { path, sizeBytes: statSync(path).size }
    })
}

const total = (folder: string) => filesIn(folder).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)

describe('what a mini program carries of the kit', () => {
  let dist: string

  before(async function build() {
    this.timeout(300_000)
    dist = await builtDist()
  })

  it('demo app: below 700 KB, with its pages, worker and privacy check', () => {
    const sizeBytes = total(dist)
    assert.ok(sizeBytes > 100_000 && sizeBytes <= demoBytes, `${sizeBytes} bytes`)
    const app: unknown = JSON.parse(readFileSync(join(dist, 'app.json'), 'utf8'))
    assert.ok(typeof app === 'object' && app !== null && 'pages' in app)
    assert.ok(Array.isArray(app.pages) && 'workers' in app)
    assert.match(JSON.stringify(app), /"__usePrivacyCheck__":true/)
    for (const page of app.pages)
      for (const ending of ['js', 'json', 'wxml'])
        assert.ok(existsSync(join(dist, `${String(page)}.${ending}`)), `${String(page)}.${ending}`)
    assert.ok(existsSync(join(dist, String(app.workers), 'jpeg.js')))
  })

  it('subpackage for hosts without Taro: below 250 KB, complete, without Taro or React', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zhenren-subpackage-'))
    try {
      await buildSubpackage(folder)
      const names = filesIn(folder).map(({ path }) => path.slice(folder.length + 1))
      assert.deepEqual(names.toSorted(), [
        'index/index.js',
        'index/index.json',
        'index/index.wxml',
        'index/index.wxss',
        'main.js',
        'workers/jpeg.js',
      ])
      const sizeBytes = total(folder)
      assert.ok(sizeBytes > 50_000 && sizeBytes <= subpackageBytes, `${sizeBytes} bytes`)
      assert.doesNotMatch(readFileSync(join(folder, 'main.js'), 'utf8'), /taro|react/i)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
