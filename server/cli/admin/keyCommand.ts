import { randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { createKeyringFile } from '../../keys/createKeyringFile.ts'
import { replaceKeyringFile } from '../../keys/replaceKeyringFile.ts'
import { rotateMasterKeys } from '../../storage/rotateMasterKeys.ts'
import { UsageError } from '../command.ts'
import {
  onlyName,
  required,
  unknownVerb,
  withStore,
  type AdminCommand,
  type AdminRequest,
} from './adminCommand.ts'

/** key: API keys of an account, and the installation's master key. */
export const keyCommand: AdminCommand = {
  usage: `  key create --account ACCOUNT      prints SecretId and SecretKey, the latter only now
  key list --account ACCOUNT
  key enable SECRETID  |  key disable SECRETID
  key master FILE                   makes a master key file (for MASTER_KEY_FILE), mode 0600
  key rotate-master add|reseal|retire
      three steps: add a new current key (then restart every server), re-seal everything stored
      under it, and a day later retire the old keys (then restart again); a server that still
      runs on the old file cannot read what was re-sealed`,
  run: request => {
    if (request.verb === 'master') return makeMasterKey(request)
    if (request.verb === 'rotate-master') return rotateMaster(request)
    return run(request)
  },
}

async function rotateMaster(request: AdminRequest) {
  const { masterKeyFile } = request.config
  const reseal = () => withStore(request.config, ({ db, keys }) => rotateMasterKeys(db, keys))
  const step = onlyName(request, 'step')
  switch (step) {
    case 'add':
      await replaceKeyringFile(masterKeyFile, 'add')
      return { masterKeyFile, next: 'Restart every server that uses this file, then: reseal' }
    case 'reseal':
      return reseal()
    case 'retire': {
      await requireSettled(masterKeyFile)
      const { left } = await reseal()
      if (left > 0) {
        throw new UsageError(`${left} rows are still under an old key: is a server running on it?`)
      }
      await replaceKeyringFile(masterKeyFile, 'retire')
      return { masterKeyFile, next: 'Restart every server that uses this file.' }
    }
    default:
      throw new UsageError(`rotate-master takes add, reseal or retire, not ${step}.`)
  }
}

/** A day's counters are filed under the key of their day, and no server may run on the old file. */
const settleMs = 24 * 3_600_000

/** @throws UsageError while the key file was changed less than a day ago */
async function requireSettled(masterKeyFile: string): Promise<void> {
  const { mtimeMs } = await stat(masterKeyFile)
  const leftMs = mtimeMs + settleMs - Date.now()
  if (leftMs <= 0) return
  throw new UsageError(
    `The new key is younger than a day: a server that was not restarted would lose what it stores. Nothing was done; retire in ${Math.ceil(leftMs / 3_600_000)} hours, with every server restarted.`,
  )
}

async function makeMasterKey(request: AdminRequest) {
  const file = onlyName(request, 'file')
  try {
    await createKeyringFile(file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    throw new UsageError(`${file} exists already; it was not touched.`)
  }
  return { masterKeyFile: file, note: 'Keep a copy apart: without it nothing stored can be read.' }
}

function run(request: AdminRequest) {
  return withStore(request.config, async ({ accounts, apiKeys }) => {
    switch (request.verb) {
      case 'create': {
        const accountId = required(request, 'account')
        if (!(await accounts.find(accountId))) {
          throw new UsageError(`There is no account ${accountId}.`)
        }
        const secretId = `AKID${randomBytes(16).toString('hex')}`
        const secretKey = randomBytes(24).toString('base64url')
        await apiKeys.insert({
          secretId,
          secretKey,
          accountId,
          state: 'active',
          createdAt: Date.now(),
        })
        return { accountId, secretId, secretKey }
      }
      case 'list':
        return apiKeys.listByAccount(required(request, 'account'))
      case 'enable':
      case 'disable': {
        const secretId = onlyName(request, 'SecretId')
        const state = request.verb === 'enable' ? 'active' : 'disabled'
        if (!(await apiKeys.setState(secretId, state))) {
          throw new UsageError(`There is no key ${secretId}.`)
        }
        return { secretId, state }
      }
      default:
        return unknownVerb(request, [
          'create',
          'list',
          'enable',
          'disable',
          'master',
          'rotate-master',
        ])
    }
  })
}
