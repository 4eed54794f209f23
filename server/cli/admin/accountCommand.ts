import { randomBytes } from 'node:crypto'
import type { Account } from '../../domain/account.ts'
import type { Store } from '../../openStore.ts'
import { UsageError } from '../command.ts'
import {
  oneOf,
  onlyName,
  required,
  unknownVerb,
  wholeNumber,
  withStore,
  type AdminCommand,
  type AdminRequest,
} from './adminCommand.ts'

/** account: the legal entities that keys and rules belong to. */
export const accountCommand: AdminCommand = {
  usage: `  account list
  account create --name TEXT [--category ID] [--credentials ID,ID] [--requests-per-second N]
                 [--retention reference|verdict-only] [--origins ORIGIN,ORIGIN]
                 [--webhook-url URL|none]
  account set ACCOUNT [the same options] [--state active|suspended]
      category and credential ids: npm run eligibility -- --list
      --origins: web pages elsewhere (https://host) that may open sessions of this account
      --webhook-url: told of every attempt; a new secret for its signature is printed once`,
  run: request =>
    withStore(request.config, async ({ accounts, webhooks }) => {
      switch (request.verb) {
        case 'list':
          return accounts.list()
        case 'create': {
          const account: Account = {
            accountId: randomBytes(8).toString('hex'),
            name: required(request, 'name'),
            categoryId: null,
            credentials: [],
            requestsPerSecond: 5,
            retention: 'reference',
            origins: [],
            state: 'active',
            ...changes(request),
            createdAt: Date.now(),
          }
          await accounts.insert(account)
          return { ...account, ...(await setWebhook(request, webhooks, account.accountId)) }
        }
        case 'set': {
          const accountId = onlyName(request, 'account id')
          const changed = await accounts.update(accountId, changes(request))
          if (!changed) throw new UsageError(`There is no account ${accountId}.`)
          return { ...changed, ...(await setWebhook(request, webhooks, accountId)) }
        }
        default:
          return unknownVerb(request, ['list', 'create', 'set'])
      }
    }),
}

function changes(request: AdminRequest): Partial<Account> {
  const { name, category, credentials } = request.values
  const requestsPerSecond = wholeNumber(request, 'requests-per-second', { min: 1, max: 100_000 })
  const retention = oneOf(request, 'retention', ['reference', 'verdict-only'])
  const state = oneOf(request, 'state', ['active', 'suspended'])
  const origins = readOrigins(request)
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof category === 'string' && { categoryId: category }),
    ...(typeof credentials === 'string' && {
      credentials: credentials
        .split(',')
        .map(id => id.trim())
        .filter(Boolean),
    }),
    ...(requestsPerSecond !== undefined && { requestsPerSecond }),
    ...(retention && { retention }),
    ...(origins && { origins }),
    ...(state && { state }),
  }
}

/** @throws UsageError when one is not exactly `scheme://host[:port]` */
function readOrigins({ values }: AdminRequest): string[] | undefined {
  const text = values['origins']
  if (typeof text !== 'string') return undefined
  const origins = text
    .split(',')
    .map(origin => origin.trim())
    .filter(Boolean)
  const wrong = origins.find(
    origin =>
      !/^https?:/.test(origin) || !URL.canParse(origin) || new URL(origin).origin !== origin,
  )
  if (wrong)
    throw new UsageError(`${wrong} is not an origin: write https://host or https://host:port.`)
  return origins
}

/** Only https: what goes there is about people, and plain http could be read or bent on the way. */
async function setWebhook(
  { values, config }: AdminRequest,
  webhooks: Store['webhooks'],
  accountId: string,
): Promise<{ webhookUrl?: string | null; webhookSecret?: string }> {
  const url = values['webhook-url']
  if (typeof url !== 'string') return {}
  if (url === 'none') {
    await webhooks.removeTarget(accountId)
    return { webhookUrl: null }
  }
  const isAllowed = url.startsWith('https:') || (config.mode === 'demo' && url.startsWith('http:'))
  if (!isAllowed || !URL.canParse(url))
    throw new UsageError('--webhook-url is an https:// address.')
  const webhookSecret = randomBytes(24).toString('base64url')
  await webhooks.setTarget({ accountId, url, secret: webhookSecret })
  return { webhookUrl: url, webhookSecret }
}
