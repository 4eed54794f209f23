import { randomBytes } from 'node:crypto'
import { loadWhitelist } from '../../../industry-whitelist/index.ts'
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
      category ids: npm run eligibility -- --list; credential ids: npm run eligibility -- --category ID --channel C
      --origins: web pages elsewhere (https://host) that may open sessions of this account
      --webhook-url: told of every attempt; a new secret for its signature is printed once`,
  run: request =>
    withStore(request.config, async ({ accounts, webhooks }) => {
      // Everything is read before anything is written.
      const patch = changes(request)
      const webhookUrl = readWebhookUrl(request)
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
            ...patch,
            createdAt: Date.now(),
          }
          await accounts.insert(account)
          return { ...account, ...(await setWebhook(webhookUrl, webhooks, account.accountId)) }
        }
        case 'set': {
          const accountId = onlyName(request, 'account id')
          const changed = await accounts.update(accountId, patch)
          if (!changed) throw new UsageError(`There is no account ${accountId}.`)
          return { ...changed, ...(await setWebhook(webhookUrl, webhooks, accountId)) }
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
  if (typeof name === 'string' && name.trim() === '') throw new UsageError('--name is blank.')
  const ids = typeof credentials === 'string' ? splitList(credentials) : undefined
  requireKnown(typeof category === 'string' ? category : undefined, ids)
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof category === 'string' && { categoryId: category }),
    ...(ids && { credentials: ids }),
    ...(requestsPerSecond !== undefined && { requestsPerSecond }),
    ...(retention && { retention }),
    ...(origins && { origins }),
    ...(state && { state }),
  }
}

/** @throws UsageError when the whitelist knows no such category row or document */
function requireKnown(category: string | undefined, credentials: string[] = []): void {
  const { versions, documents } = loadWhitelist()
  const rows = versions.flatMap(version => version.rows.map(row => row.id))
  if (category !== undefined && !rows.includes(category)) {
    throw new UsageError(`${category} is unknown: npm run eligibility -- --list shows the ids.`)
  }
  const unknown = credentials.find(id => !(id in documents))
  if (unknown !== undefined) {
    const ids = Object.keys(documents).join(', ')
    throw new UsageError(`There is no document ${unknown}. Their ids: ${ids}.`)
  }
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map(part => part.trim())
    .filter(Boolean)
}

/** @throws UsageError when one is not exactly `scheme://host[:port]` */
function readOrigins({ values }: AdminRequest): string[] | undefined {
  const text = values['origins']
  if (typeof text !== 'string') return undefined
  const origins = splitList(text)
  const wrong = origins.find(
    origin =>
      !/^https?:/.test(origin) || !URL.canParse(origin) || new URL(origin).origin !== origin,
  )
  if (wrong)
    throw new UsageError(`${wrong} is not an origin: write https://host or https://host:port.`)
  return origins
}

/** Only https: what goes there is about people, and plain http could be read or bent on the way. */
function readWebhookUrl({ values, config }: AdminRequest): string | undefined {
  const url = values['webhook-url']
  if (typeof url !== 'string') return undefined
  if (url === 'none') return url
  const isAllowed = url.startsWith('https:') || (config.mode === 'demo' && url.startsWith('http:'))
  if (!isAllowed || !URL.canParse(url))
    throw new UsageError('--webhook-url is an https:// address.')
  return url
}

async function setWebhook(
  url: string | undefined,
  webhooks: Store['webhooks'],
  accountId: string,
): Promise<{ webhookUrl?: string | null; webhookSecret?: string }> {
  if (url === undefined) return {}
  if (url === 'none') {
    await webhooks.removeTarget(accountId)
    return { webhookUrl: null }
  }
  const webhookSecret = randomBytes(24).toString('base64url')
  await webhooks.setTarget({ accountId, url, secret: webhookSecret })
  return { webhookUrl: url, webhookSecret }
}
