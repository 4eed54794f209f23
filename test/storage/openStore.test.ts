import assert from 'node:assert/strict'
import { copyFile, mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Libsql from 'libsql'
import { readConfig } from '../../server/config.ts'
import { openStore } from '../../server/openStore.ts'
import { embeddedFileName } from '../../server/storage/libsqlDialect.ts'
import { record } from '../support/records.ts'

describe('a store that was closed', () => {
  let folder: string

  before(async () => (folder = await mkdtemp(join(tmpdir(), 'zhenren-store-'))))
  after(() => rm(folder, { recursive: true, force: true }))

  it('lies in one file: that file alone is the whole database', async () => {
    const config = readConfig({ DATA_DIR: join(folder, 'first') })
    const store = await openStore(config)
    const account = record.account()
    await store.accounts.insert(account)
    const log = join(config.dataDir, `${embeddedFileName}-wal`)
    assert.ok((await stat(log)).size > 0, 'it was in the log')
    await store.close()
    // libsql deletes the empty log when it gets round to it.
    assert.equal((await stat(log).catch(() => null))?.size ?? 0, 0)

    const second = readConfig({
      DATA_DIR: join(folder, 'second'),
      MASTER_KEY_FILE: config.masterKeyFile,
    })
    await mkdir(second.dataDir)
    await copyFile(join(config.dataDir, embeddedFileName), join(second.dataDir, embeddedFileName))
    const copy = await openStore(second)
    assert.deepEqual(await copy.accounts.find(account.accountId), account)
    await copy.close()
  })

  it('is closed even where its log can no longer be moved', async () => {
    const store = await openStore(readConfig({ DATA_DIR: join(folder, 'fourth') }))
    await store.db.destroy()
    await store.close()
  })

  it('waits for nobody who reads or writes', async () => {
    const config = readConfig({ DATA_DIR: join(folder, 'third') })
    const store = await openStore(config)
    const other = new Libsql(join(config.dataDir, embeddedFileName))
    for (const begin of ['begin; select * from accounts', 'begin immediate']) {
      const closing = await openStore(config)
      await store.accounts.insert(record.account())
      other.exec(begin)
      const startedMs = performance.now()
      await closing.close()
      // The timeout of everything else is 5 s; this takes some ms.
      assert.ok(performance.now() - startedMs < 4000, begin)
      other.exec('rollback')
    }
    other.close()
    await store.close()
  })
})
