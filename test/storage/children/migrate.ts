import { migrate } from '../../../server/storage/migrate.ts'
import { openDatabase } from '../../../server/storage/openDatabase.ts'
import { gate } from './gate.ts'

// argv: database target
await gate()
const db = openDatabase(process.argv[2]!)
const { fromVersion } = await migrate(db, 1)
await db.destroy()
process.stdout.write(JSON.stringify(fromVersion))
