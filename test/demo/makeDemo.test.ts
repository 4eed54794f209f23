import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../server/config.ts'
import { chinaDay } from '../../server/domain/chinaDay.ts'
import { openStore } from '../../server/openStore.ts'
import { checkIdCard } from '../../server/protocol/idCard.ts'
import { startDemoServer } from '../support/demoServer.ts'

describe('demo start', function () {
  this.timeout(120_000)
  let dataDir: string

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'zhenren-demo-'))
  })
  after(() => rm(dataDir, { recursive: true, force: true }))

  it('writes demo.json for its owner alone, with valid ID numbers of no real place', async () => {
    const server = await startDemoServer({ DATA_DIR: dataDir })
    try {
      const file = join(dataDir, 'demo.json')
      assert.equal((await stat(file)).mode & 0o777, 0o600)
      assert.equal((await stat(join(dataDir, 'master-key.json'))).mode & 0o777, 0o600)
      const demo = JSON.parse(await readFile(file, 'utf8'))
      assert.equal(demo.endpoint, `http://${server.address}`)
      assert.deepEqual(Object.keys(demo.rules).toSorted(), [
        'action',
        'compare',
        'digit',
        'light',
        'lightDigit',
        'miniappDigit',
        'miniappLight',
        'miniappLightDigit',
        'silent',
      ])
      for (const { IdCard } of demo.people) {
        assert.deepEqual(checkIdCard(IdCard), { ok: true })
        assert.match(IdCard, /^199999/)
      }
      const expected = new Set(demo.people.map((person: { expects: number }) => person.expects))
      assert.deepEqual(expected, new Set([0, 2005, 2006, 2007, 2009, 2016, 2017]))
    } finally {
      await server.stop()
    }
  })

  it('keeps its key on later starts, only refreshes the address, and keeps a second server out', async () => {
    const first = JSON.parse(await readFile(join(dataDir, 'demo.json'), 'utf8'))
    const server = await startDemoServer({ DATA_DIR: dataDir })
    try {
      assert.equal(server.demo.secretKey, first.secretKey)
      assert.equal(server.demo.endpoint, `http://${server.address}`)
      assert.deepEqual(server.demo.people, first.people)
      await assert.rejects(
        startDemoServer({ DATA_DIR: dataDir }),
        /Another server runs on DATA_DIR/,
      )
      const { endpoint } = JSON.parse(await readFile(join(dataDir, 'demo.json'), 'utf8'))
      assert.equal(endpoint, server.demo.endpoint)
    } finally {
      await server.stop()
    }
  })

  it('opens a session for whoever wants to try a client, on a rule that it has', async () => {
    const server = await startDemoServer({ DATA_DIR: dataDir })
    const ask = async (query: string) => {
      const url = `http://${server.address}/demo/session${query}`
      const answer = await fetch(url, { method: 'POST' })
      const body: { bizToken?: string } | null = answer.ok ? JSON.parse(await answer.text()) : null
      return [answer.status, typeof body?.bizToken]
    }
    try {
      assert.deepEqual(await ask(''), [200, 'string'])
      assert.deepEqual(await ask('?channel=miniapp&mode=light-digit'), [200, 'string'])
      assert.deepEqual(await ask('?channel=miniapp&mode=silent'), [404, 'undefined'])
      assert.deepEqual(await ask('?channel=miniapp&channel=h5&mode=x'), [404, 'undefined'])
    } finally {
      await server.stop()
    }
  })

  it('takes those people in turn who can pass, and nobody whose tries of the day are used up', async () => {
    const server = await startDemoServer({ DATA_DIR: dataDir })
    const store = await openStore(readConfig({ DATA_DIR: dataDir }))
    const ask = async () => {
      const url = `http://${server.address}/demo/session`
      const headers = { 'Accept-Language': 'en' }
      const answer = await fetch(url, { method: 'POST', headers })
      const body: { name?: string; code?: string; message?: string } = JSON.parse(
        await answer.text(),
      )
      return { status: answer.status, ...body }
    }
    const names = async (count: number) => {
      const asked: (string | undefined)[] = []
      while (asked.length < count) asked.push((await ask()).name)
      return asked
    }
    const day = chinaDay(Date.now())
    const useUp = async ({ IdCard }: { IdCard: string }) => {
      for (let i = 0; i < 20; i += 1) await store.counters.takeOne('idCard', IdCard, day, 20)
    }
    try {
      const able = server.demo.people.filter(({ expects }) => expects === 0)
      const [one, two, three, four] = able.map(({ Name }) => Name)
      assert.deepEqual(await names(5), [one, two, three, four, one])
      await useUp(able[2]!)
      assert.deepEqual(await names(4), [two, four, one, two])
      for (const person of able) await useUp(person)
      const { status, code, message } = await ask()
      assert.deepEqual([status, code], [429, 'FailedOperation.IdentityAuthLimitExceeded'])
      assert.match(message ?? '', /All 4 demo people .* 20 tries.* after 00:00 .* another DATA_DIR/)
      server.setClockAheadMs(86_400_000)
      assert.equal((await ask()).status, 200)
    } finally {
      await store.close()
      await server.stop()
    }
  })

  it('makes a new key when demo.json is damaged', async () => {
    const first = JSON.parse(await readFile(join(dataDir, 'demo.json'), 'utf8'))
    await writeFile(join(dataDir, 'demo.json'), '{"secretId": ')
    const server = await startDemoServer({ DATA_DIR: dataDir })
    try {
      assert.notEqual(server.demo.secretKey, first.secretKey)
      const { Name, IdCard, photo } = server.person(0)
      const answer = await server
        .sdk()
        .ImageRecognitionV2({ Name, IdCard, ImageBase64: await server.photo(photo) })
      assert.equal(answer.Result, 'Success')
    } finally {
      await server.stop()
    }
  })
})
