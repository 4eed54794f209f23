import { createKeys } from '../../../server/keys/createKeys.ts'
import { openKeyring } from '../../../server/keys/openKeyring.ts'
import { createCounters } from '../../../server/storage/counters.ts'
import { openDatabase } from '../../../server/storage/openDatabase.ts'
import { gate } from './gate.ts'

// argv: database target, key file, number of calls, limit
const [target, keyFile, calls, limit] = process.argv.slice(2)
const db = openDatabase(target!)
const counters = createCounters(db, createKeys(await openKeyring(keyFile!)))
await gate()
const taken = await Promise.all(
  Array.from({ length: Number(calls) }, () =>
    counters.takeOne('idCard', '990101199001010018', '2026-03-01', Number(limit)),
  ),
)
await db.destroy()
process.stdout.write(JSON.stringify(taken.filter(n => n !== null)))
