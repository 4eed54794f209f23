import { access, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createLocalLibrary } from './authority/localLibrary.ts'
import type { Config } from './config.ts'
import { createKeyringFile } from './keys/createKeyringFile.ts'
import { createKeys } from './keys/createKeys.ts'
import type { Keyring } from './keys/keyring.ts'
import { openKeyring } from './keys/openKeyring.ts'
import { createAccounts } from './storage/accounts.ts'
import { createApiKeys } from './storage/apiKeys.ts'
import { createAttempts } from './storage/attempts.ts'
import { createChallenges } from './storage/challenges.ts'
import { checkpoint } from './storage/checkpoint.ts'
import { createConsents } from './storage/consents.ts'
import { createCounters } from './storage/counters.ts'
import { createLocalStore } from './storage/evidence/localStore.ts'
import { createIssuedValues } from './storage/issuedValues.ts'
import { embeddedFileName } from './storage/libsqlDialect.ts'
import { migrate } from './storage/migrate.ts'
import { openDatabase } from './storage/openDatabase.ts'
import { createPeople } from './storage/people.ts'
import { createRetryCounters } from './storage/retryCounters.ts'
import { createRules } from './storage/rules.ts'
import { createSessions } from './storage/sessions.ts'
import { createVerdicts } from './storage/verdicts.ts'
import { createWebhooks } from './storage/webhooks.ts'
import { createWeChatApps } from './storage/wechatApps.ts'

export type Store = Awaited<ReturnType<typeof openStore>>

/**
 * Keys, database and evidence of an installation, migrated and ready; the server and the admin
 * command both stand on it. In demo mode a missing master key file is made (`madeKeyFile`).
 */
export async function openStore(config: Config) {
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 })
  const { keyring, madeKeyFile } = await openOrMakeKeyring(config)
  const keys = createKeys(keyring)
  const db = openDatabase(config.databaseUrl ?? config.dataDir)
  try {
    await migrate(db, Date.now())
  } catch (error) {
    await db.destroy()
    throw error
  }
  const people = createPeople(db, keys)
  const evidence = createLocalStore({ db, keys, dataDir: config.dataDir })
  return {
    db,
    keys,
    madeKeyFile,
    accounts: createAccounts(db),
    apiKeys: createApiKeys(db, keys),
    rules: createRules(db),
    sessions: createSessions(db, keys),
    attempts: createAttempts(db),
    consents: createConsents(db),
    challenges: createChallenges(db),
    issuedValues: createIssuedValues(db),
    counters: createCounters(db, keys),
    retryCounters: createRetryCounters(db, keys),
    verdicts: createVerdicts(db, keys),
    webhooks: createWebhooks(db, keys),
    wechatApps: createWeChatApps(db, keys),
    people,
    evidence,
    localLibrary: createLocalLibrary({ people, evidence }),
    checkpoint: () => checkpoint(db),
    /**
     * Leaves the embedded database in one file: libsql closes it later, when its memory is freed. Where that
     * fails the log stays beside it, and nothing is lost.
     */
    async close() {
      await checkpoint(db, { isLast: true }).catch(() => false)
      await db.destroy()
    },
  }
}

/** False where opening the store would make an embedded database. */
export async function hasDatabase({ databaseUrl, dataDir }: Config): Promise<boolean> {
  if (databaseUrl) return true
  try {
    await access(join(dataDir, embeddedFileName))
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw error
  }
}

async function openOrMakeKeyring(
  config: Config,
): Promise<{ keyring: Keyring; madeKeyFile: boolean }> {
  if (config.mode === 'demo') {
    try {
      return { keyring: await createKeyringFile(config.masterKeyFile), madeKeyFile: true }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
  return { keyring: await openKeyring(config.masterKeyFile), madeKeyFile: false }
}
