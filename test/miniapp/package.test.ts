import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { buildPackage } from '../../miniapp/buildPackage.mts'
import { miniWordsOf } from '../../miniapp/src/kit/text.ts'
import { wordsOf } from '../../server/protocol/client/text.ts'
import { compileWxml } from './container/compileWxml.ts'
import { readDist, type Dist } from './container/readDist.ts'
import { useMiniProgram } from './useMiniProgram.ts'

const run = promisify(execFile)
const words = wordsOf('zh-CN')
const root = fileURLToPath(new URL('../..', import.meta.url))
const hostFolder = fileURLToPath(new URL('taroHost', import.meta.url))
const { resolve: find } = createRequire(import.meta.url)
const options = { maxBuffer: 64 * 1024 * 1024 }

/**
 * A mini program of somebody else's, made with Taro, with the kit as npm installs it from its tarball: no alias,
 * nothing of the host's told to compile it. Its other packages are this repository's.
 */
describe('the kit as an npm package in a mini program made with Taro', function () {
  this.timeout(300_000)
  const { server, begin } = useMiniProgram()
  let folder: string
  let host: string
  let installed: string
  let dist: Dist

  before(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'zhenren-package-')))
    host = join(folder, 'host')
    installed = join(host, 'node_modules/@zhenren/miniapp')
    await buildPackage(join(folder, 'built'))
    const { stdout } = await run('npm', ['pack', './built'], { cwd: folder })
    await cp(hostFolder, host, { recursive: true })
    await mkdir(installed, { recursive: true })
    const tarball = join(folder, stdout.trim())
    await run('tar', ['-xzf', tarball, '-C', installed, '--strip-components', '1'])
    // Found from the host and from the kit in it.
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
    const taro = join(dirname(find('@tarojs/cli/package.json')), 'bin/taro')
    const env = { ...process.env, NODE_ENV: 'production' }
    await run(process.execPath, [taro, 'build', '--type', 'weapp'], { ...options, cwd: host, env })
    dist = await readDist(join(host, 'dist'))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  const textOf = (file: string) => dist.get(file) ?? assert.fail(`no ${file}`)

  it('carries its terms, its declarations, and names what it wants of the host', async () => {
    for (const name of ['README.md', 'LICENSE', 'NOTICE', 'LICENSE.noble-hashes'])
      assert.ok((await readFile(join(installed, name), 'utf8')).length > 500, name)
    const manifest: unknown = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'))
    assert.ok(typeof manifest === 'object' && manifest !== null && 'peerDependencies' in manifest)
    const code = await readFile(join(installed, 'index.js'), 'utf8')
    const imports = [...code.matchAll(/^import .*?"([^".][^"]*)";$/gm)].map(([, name]) => name)
    assert.deepEqual(
      new Set(imports.map(name => name?.replace('/jsx-runtime', ''))),
      // @tarojs/shared is asked for by ariaRuntime.js.
      new Set(
        Object.keys(manifest.peerDependencies ?? {}).filter(name => name !== '@tarojs/shared'),
      ),
    )
    assert.doesNotMatch(code, /\b\d+n\b|\?\?=|\?\.[a-z]/i, 'newer than es2017')
  })

  it('arrives whole in what Taro builds: page, styles, worker', async () => {
    const app: unknown = JSON.parse(textOf('app.json'))
    assert.ok(typeof app === 'object' && app !== null && 'pages' in app && 'workers' in app)
    assert.deepEqual(app.pages, ['pages/home/index', 'zhenren/index/index'])
    for (const ending of ['js', 'json', 'wxml']) textOf(`zhenren/index/index.${ending}`)
    assert.equal(app.workers, 'workers')
    assert.match(textOf('workers/jpeg.js'), /\bworker\.onMessage\(/)
    // Taro minifies what it copies, and puts terms aside.
    const terms = await readFile(join(host, 'dist/workers/jpeg.js.LICENSE.txt'), 'utf8')
    assert.match(terms, /Adobe Systems/)
    const styles = [...dist].flatMap(([file, text]) => (file.endsWith('.wxss') ? [text] : []))
    assert.match(styles.join('\n'), /\.zhenren \.oval\b/)
    assert.match(styles.join('\n'), /\.zhenren \.drawing-face\b/)
    const scripts = [...dist].filter(([file]) => file.endsWith('.js'))
    for (const [file, text] of scripts)
      for (const [, wanted = ''] of text.matchAll(/\brequire\("(\.[^"]+)"\)/g))
        textOf(join(dirname(file), `${wanted.replace(/\.js$/, '')}.js`))
  })

  it('leaves the host’s own pages their looks', () => {
    const styles = [...dist].filter(([file]) => file.endsWith('.wxss')).map(([, text]) => text)
    const selectors = [...styles.join('').matchAll(/(?<=[},])\s*(\.[^{},@]+)(?=[{,])/g)]
    assert.ok(selectors.length > 50, `${selectors.length} rules`)
    for (const [, selector = ''] of selectors) assert.match(selector, /^\.zhenren\b/)
  })

  it('has templates that WeChat’s compiler takes', () => {
    assert.deepEqual(compileWxml(dist).problems, [])
    assert.match(textOf('base.wxml'), /<camera [^>]*bindInitDone|<camera [^>]*bindinitdone/i)
    assert.match(textOf('base.wxml'), /aria-role=/)
  })

  it('type-checks a host that uses it, and not one that misuses it', async () => {
    const tsc = join(dirname(find('typescript/package.json')), 'bin/tsc')
    const told = await run(process.execPath, [tsc, '-p', host, '--listFiles'], options).catch(
      ({ stdout = '' }: { stdout?: string }) =>
        assert.fail(stdout.match(/.*error TS.*/g)?.join('\n')),
    )
    assert.match(told.stdout, /@zhenren\/miniapp\/types\/miniapp\/src\/index\.d\.ts/)
  })

  for (const how of ['verify', 'verify with callbacks'])
    it(`asks a person for consent, and tells the host that they left (${how})`, async () => {
      const { somebody, page, complaints, BizToken } = await begin(
        'package',
        server().ruleIds.light,
        'light',
        {
          host: {
            dist: join(host, 'dist'),
            begins: async (page, token) => {
              const wx = 'window.container.wx'
              await page.evaluate(`${wx}.setStorageSync('token', ${JSON.stringify(token)})`)
              await page.getByRole('button', { name: how, exact: true }).click()
            },
          },
        },
      )
      await page.getByText(miniWordsOf('zh-CN').privacy.title).waitFor()
      // The checkbox is one to who cannot see it: templates and app number the attributes alike.
      await somebody.agrees()
      await page.getByRole('button', { name: words.tips.button, exact: true }).waitFor()
      await somebody.picture('tips')
      // WeChat's own arrow in the bar above the page.
      await page.evaluate('window.container.pages.back()')
      await page.getByText('-999').waitFor()
      const answer = await page.locator('.answer').innerText()
      assert.equal(answer, `${BizToken} -999 ${words.outcomes[-999]}`)
      assert.deepEqual(complaints, [])
    })
})
