import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runScript as run } from '../support/cli.ts'
import { photoOf } from '../support/photos.ts'

describe('root scripts', function () {
  this.timeout(120_000)
  let folder: string
  const file = (name: string) => join(folder, name)

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhenren-cli-'))
    for (const face of [0, 1]) {
      await mkdir(file(`people/p${face}`), { recursive: true })
      for (const variation of [0, 1, 2]) {
        const path = file(`people/p${face}/${variation}.jpg`)
        await writeFile(path, await photoOf(face, variation))
      }
    }
    await writeFile(file('people/p1/broken.jpg'), 'not a picture')
  })
  after(() => rm(folder, { recursive: true, force: true }))

  for (const script of [
    'start',
    'phone',
    'verify',
    'evaluate',
    'bench',
    'admin',
    'eligibility',
    'models',
  ]) {
    it(`${script} --help explains itself`, async () => {
      const { code, stdout } = await run(script, ['--help'])
      assert.equal(code, 0)
      assert.match(stdout, new RegExp(`npm (run )?${script}`))
      assert.ok(stdout.length > 200)
    })
  }

  it('verify passes the same person, with every check explained', async () => {
    const { code, stdout } = await run('verify', [
      '--photo',
      file('people/p0/1.jpg'),
      '--reference',
      file('people/p0/0.jpg'),
    ])
    const verdict = JSON.parse(stdout)
    assert.equal(code, 0)
    assert.equal(verdict.verdict, 'pass')
    assert.ok(verdict.Sim >= 70)
    assert.ok(verdict.checks.length > 10)
  })

  it('verify refuses another person with exit code 1', async () => {
    const { code, stdout } = await run('verify', [
      '--photo',
      file('people/p0/1.jpg'),
      '--reference',
      file('people/p1/0.jpg'),
    ])
    assert.equal(code, 1)
    const verdict = JSON.parse(stdout)
    assert.equal(verdict.result, 'FailedOperation.CompareLowSimilarity')
    assert.ok(verdict.Sim < 70)
  })

  it('verify says what is wrong with its arguments and files, exit code 2', async () => {
    const none = await run('verify', [])
    assert.equal(none.code, 2)
    assert.match(none.stderr, /--photo and --reference/)
    const missing = await run('verify', [
      '--photo',
      file('none.jpg'),
      '--reference',
      file('none.jpg'),
    ])
    assert.equal(missing.code, 2)
    assert.match(missing.stderr, /none\.jpg/)
    const broken = await run('verify', [
      '--photo',
      file('people/p1/broken.jpg'),
      '--reference',
      file('people/p0/0.jpg'),
    ])
    assert.equal(broken.code, 2)
    assert.match(broken.stderr, /not an image/)
    await truncate(file('people/p1/broken.jpg'), 33 * 1024 * 1024)
    const large = await run('verify', [
      '--photo',
      file('people/p1/broken.jpg'),
      '--reference',
      file('people/p0/0.jpg'),
    ])
    await truncate(file('people/p1/broken.jpg'), 10)
    assert.equal(large.code, 2)
    assert.match(large.stderr, /broken\.jpg is larger than 32 MB/)
    for (const [name, why] of [
      ['people', /people is a folder/],
      ['people/nobody.jpg', /nobody\.jpg does not exist/],
    ] as const) {
      const photo = file('people/p0/0.jpg')
      const { code, stderr } = await run('verify', ['--photo', file(name), '--reference', photo])
      assert.equal(code, 2)
      assert.match(stderr, why)
    }
  })

  it('start says what to do where the system refuses, exit code 2', async () => {
    const noFolder = await run('start', [], { PORT: '0', DATA_DIR: file('people/p0/0.jpg') })
    assert.equal(noFolder.code, 2)
    assert.match(noFolder.stderr, /^DATA_DIR is no folder\. \(E(NOTDIR|EXIST)/m)

    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    assert.ok(address !== null && typeof address === 'object')
    const PORT = String(address.port)
    const taken = await run('start', [], { PORT, DATA_DIR: file('taken') })
    other.close()
    assert.equal(taken.code, 2)
    assert.match(taken.stderr, /^This port is taken.*\(listen EADDRINUSE/m)
    await assert.rejects(stat(file('taken')), { code: 'ENOENT' })
  })

  it('admin attempt show makes no database where there is none', async () => {
    const { code, stderr } = await run('admin', ['attempt', 'show', 'x'], {
      DATA_DIR: file('none'),
    })
    assert.equal(code, 2)
    assert.match(stderr, /There is no database in DATA_DIR .*none/)
    await assert.rejects(stat(file('none')), { code: 'ENOENT' })
  })

  it('evaluate compare reports figures as JSON, draws a picture, counts what it could not read', async () => {
    const { code, stdout, stderr } = await run('evaluate', [
      'compare',
      file('people'),
      '--json',
      '--plot',
      file('plot.svg'),
    ])
    assert.equal(code, 0, stderr)
    const report = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
    assert.equal(report.people, 2)
    assert.equal(report.photos, 7)
    assert.equal(report.genuinePairs, 6)
    assert.equal(report.impostorPairs, 9)
    assert.equal(report.accuracy, 1)
    assert.equal(report.notAcquired.length, 1)
    assert.match(await readFile(file('plot.svg'), 'utf8'), /^<svg /)
    assert.match(stderr, /photos 7\/7/)
  })

  it('evaluate refuses a calibration from too few pairs', async () => {
    const env = { DATA_DIR: file('calibration') }
    const few = await run('evaluate', ['compare', file('people'), '--write-calibration'], env)
    assert.equal(few.code, 2)
    assert.match(few.stderr, /10000 impostor pairs/)
    await assert.rejects(stat(file('calibration/calibration.json')))
  })

  it('admin makes account, rule, key and person, and refuses what does not go together', async () => {
    const env = { DATA_DIR: file('admin') }
    const admin = async (...args: string[]) => {
      const { code, stdout, stderr } = await run('admin', args, env)
      assert.equal(code, 0, stderr)
      return JSON.parse(stdout)
    }
    const account = await admin('account', 'create', '--name', '某银行', '--category', 'fin.bank')
    const rule = [
      'rule',
      'create',
      '--account',
      account.accountId,
      '--name',
      '开户',
      '--mode',
      'light',
      '--alternative',
      '柜台',
    ]
    const lacking = await run('admin', [...rule, '--channel', 'miniapp'], env)
    assert.equal(lacking.code, 2)
    assert.match(lacking.stderr, /licence|许可证/)
    await admin('account', 'set', account.accountId, '--credentials', 'financial-licence')
    const made = await admin(...rule, '--channel', 'miniapp')
    assert.equal(made.state, 'enabled')
    assert.equal(made.engine, 'own')
    const miniapp = [...rule, '--channel', 'miniapp']
    assert.match((await run('admin', miniapp, env)).stderr, /reviewers[^]*--engine wechat/)
    const native = await run('admin', [...miniapp, '--engine', 'wechat'], env)
    assert.equal(JSON.parse(native.stdout).engine, 'wechat')
    assert.match(native.stderr, /needs: the face permission/)
    for (const wrong of [
      [...rule, '--channel', 'h5-native', '--engine', 'wechat'],
      [...miniapp, '--engine', 'wechat', '--reference', 'uploaded'],
      [...miniapp, '--engine', 'tencent'],
    ]) {
      const refused = await run('admin', wrong, env)
      assert.deepEqual([refused.code, refused.stdout], [2, ''])
      assert.match(refused.stderr, /[Ee]ngine/)
    }
    const threshold = await run(
      'admin',
      [...miniapp, '--engine', 'wechat', '--threshold', '80'],
      env,
    )
    assert.deepEqual([threshold.code, threshold.stdout], [2, ''])
    assert.match(threshold.stderr, /--threshold does not go with --engine wechat/)
    const app = ['--kind', 'miniapp', '--app-id', 'wx0123456789abcdef']
    const bind = ['wechat', 'bind', '--account', account.accountId, ...app, '--secret-file']
    for (const [args, message] of [
      [[...bind, file('nowhere.txt')], /--secret-file \S*nowhere\.txt: there is no such file\./],
      [[...bind, file('people')], /--secret-file \S*people: that is a folder\./],
      [
        ['person', 'enrol', '--name', '张三', '--id-card', '11010519491231002X', '--photo', 'none'],
        /--photo none: there is no such file\./,
      ],
    ] as const) {
      const { code, stderr } = await run('admin', [...args], env)
      assert.equal(code, 2)
      assert.match(stderr, message)
      assert.doesNotMatch(stderr, /ENOENT|EISDIR|no such file or directory/)
    }
    const mismatch = await run('admin', [...rule, '--channel', 'h5-pc'], env)
    assert.equal(mismatch.code, 2)
    assert.match(mismatch.stderr, /h5-pc/)
    const key = await admin('key', 'create', '--account', account.accountId)
    assert.match(key.secretId, /^AKID/)
    const keys = await admin('key', 'list', '--account', account.accountId)
    assert.equal('secretKey' in keys[0], false)
    const enrolled = await admin(
      'person',
      'enrol',
      '--name',
      '张三',
      '--id-card',
      '11010519491231002X',
      '--photo',
      file('people/p0/0.jpg'),
    )
    assert.equal(enrolled.enrolled, '张*')
    const listed = await admin('person', 'list')
    assert.equal(listed[0].idCardMasked, '1101**********002X')
    await admin('person', 'remove', '--id-card', '11010519491231002X')
    assert.deepEqual(await admin('person', 'list'), [])
  })

  it('admin changes nothing when it refuses', async () => {
    const env = { DATA_DIR: file('refusing') }
    const create = ['account', 'create', '--name', '某公司']
    const refusals: [string[], RegExp][] = [
      [['--webhook-url', 'ftp://x'], /https/],
      [['--category', 'nonsense'], /nonsense is unknown/],
      [['--credentials', 'a,b'], /no document a\. .*business-licence/],
      [['--name', '  '], /blank/],
    ]
    for (const [options, message] of refusals) {
      const { code, stderr } = await run('admin', [...create, ...options], env)
      assert.equal(code, 2)
      assert.match(stderr, message)
    }
    const listed = await run('admin', ['account', 'list'], env)
    assert.deepEqual(JSON.parse(listed.stdout), [])
    assert.equal((await run('admin', ['key', 'rotate-master', 'add'], env)).code, 0)
    const early = await run('admin', ['key', 'rotate-master', 'retire'], env)
    assert.equal(early.code, 2)
    assert.match(early.stderr, /younger than a day/)
  })

  it('bench measures a verification and every model beside its peer', async () => {
    const { code, stdout, stderr } = await run('bench', [
      '--only',
      'models,photo',
      '--quick',
      '--json',
    ])
    assert.equal(code, 0, stderr)
    const report = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
    assert.ok(report.onnxShare > 0 && report.onnxShare < 1)
    assert.ok(report.cpuMs > 0)
    assert.equal(report.models.length, 4)
    for (const { ratio } of report.models) assert.ok(ratio > 0)
  })

  it('start reports every problem of the environment at once', async () => {
    const { code, stderr } = await run('start', [], { PORT: 'x', LOG_LEVEL: 'loud' })
    assert.equal(code, 2)
    assert.match(stderr, /PORT/)
    assert.match(stderr, /LOG_LEVEL/)
  })
})
