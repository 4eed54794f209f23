import { readConfig } from '../../../server/config.ts'
import { openStore } from '../../../server/openStore.ts'
import { createIssueHarness } from '../../support/issueHarness.ts'
import { gate } from './gate.ts'

// argv: DATA_DIR, DATABASE_URL or '', rule id, openid, first ID number, how many
const [dataDir, databaseUrl, ruleId, openid, first, count] = process.argv.slice(2)
const store = await openStore(
  readConfig({ DATA_DIR: dataDir, ...(databaseUrl && { DATABASE_URL: databaseUrl }) }),
)
const rule = await store.rules.find(ruleId!)
const harness = createIssueHarness(store, Date.now)
const captures = []
for (let i = 0; i < Number(count); i += 1) {
  captures.push(await harness.capture(rule!, openid!, String(BigInt(first!) + BigInt(i))))
}
await gate()
const issued = await Promise.all(captures.map(capture => harness.issue(capture)))
await store.close()
process.stdout.write(JSON.stringify(issued.filter(challenge => challenge !== null).length))
