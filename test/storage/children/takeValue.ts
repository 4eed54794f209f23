import { createIssuedValues } from '../../../server/storage/issuedValues.ts'
import { openDatabase } from '../../../server/storage/openDatabase.ts'
import { gate } from './gate.ts'

// argv: database target, account, value, number of calls, now
const [target, accountId, value, calls, now] = process.argv.slice(2)
const db = openDatabase(target!)
const issuedValues = createIssuedValues(db)
await gate()
const taken = await Promise.all(
  Array.from({ length: Number(calls) }, () =>
    issuedValues.take(accountId!, 'liveCode', value!, Number(now)),
  ),
)
await db.destroy()
process.stdout.write(JSON.stringify(taken.filter(Boolean).length))
