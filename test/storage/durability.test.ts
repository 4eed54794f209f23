import assert from 'node:assert/strict'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createKeyringFile } from '../../server/keys/createKeyringFile.ts'
import { createKeys } from '../../server/keys/createKeys.ts'
import { createCounters } from '../../server/storage/counters.ts'
import { createLocalStore } from '../../server/storage/evidence/localStore.ts'
import { createTestDatabase, onEachDatabase, type TestDatabase } from '../support/database.ts'
import { startChild } from './runChildren.ts'

const rounds = 3
/** Acknowledged writes after which a round is killed, in the middle of the next one. */
const linesPerRound = [7, 20, 33]

onEachDatabase('a server that is killed while it writes', kind => {
  let test: TestDatabase
  before(async () => {
    test = await createTestDatabase(kind)
  })
  after(() => test?.close())

  it('has lost nothing that it acknowledged', async function () {
    this.timeout(60_000)
    const keyFile = join(test.folder, 'keys.json')
    const keys = createKeys(await createKeyringFile(keyFile))
    const counters = createCounters(test.db, keys)
    const evidence = createLocalStore({ db: test.db, keys, dataDir: test.folder })
    for (let round = 0; round < rounds; round++) {
      const key = `round ${round}`
      const acknowledged = await killAfter(linesPerRound[round]!, [
        test.target,
        test.folder,
        keyFile,
        key,
      ])
      const counts = acknowledged.filter(line => line.startsWith('n '))
      const next = await counters.takeOne('kill', key, '2026-03-01', 1_000_000)
      assert.ok(next! > counts.length, `${next} after ${counts.length}`)
      // At most the one write that was under way is there without its acknowledgement.
      assert.ok(next! <= counts.length + 2, `${next} after ${counts.length}`)
      for (const line of acknowledged.filter(one => one.startsWith('e '))) {
        const [, evidenceId, n] = line.split(' ')
        assert.equal((await evidence.get(evidenceId!))?.toString(), `content ${n}`)
      }
    }
  })
})

/** Kills the child with SIGKILL once it has printed so many lines; returns all that it printed. */
async function killAfter(lines: number, args: string[]): Promise<string[]> {
  const child = startChild('writeUntilKilled.ts', args)
  const closed = once(child, 'close')
  const printed: string[] = []
  for await (const line of createInterface({ input: child.stdout! })) {
    printed.push(line)
    if (printed.length === lines) child.kill('SIGKILL')
  }
  const [code, signal] = await closed
  assert.deepEqual([code, signal], [null, 'SIGKILL'])
  return printed
}
