import { writeSync } from 'node:fs'
import { createKeys } from '../../../server/keys/createKeys.ts'
import { openKeyring } from '../../../server/keys/openKeyring.ts'
import { createCounters } from '../../../server/storage/counters.ts'
import { createLocalStore } from '../../../server/storage/evidence/localStore.ts'
import { openDatabase } from '../../../server/storage/openDatabase.ts'

// argv: database target, DATA_DIR, key file, name of the counter
const [target, dataDir, keyFile, key] = process.argv.slice(2)
const db = openDatabase(target!)
const keys = createKeys(await openKeyring(keyFile!))
const counters = createCounters(db, keys)
const evidence = createLocalStore({ db, keys, dataDir: dataDir! })
const record = { owner: 'session:A', kind: 'probe', createdAt: 1, purgeAt: null } as const

// One line per acknowledged write, out of the process before the next write begins.
for (;;) {
  const n = await counters.takeOne('kill', key!, '2026-03-01', 1_000_000)
  writeSync(1, `n ${n}\n`)
  const evidenceId = await evidence.put(record, Buffer.from(`content ${n}`))
  writeSync(1, `e ${evidenceId} ${n}\n`)
}
