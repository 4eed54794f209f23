import { UsageError } from '../command.ts'
import {
  oneOf,
  onlyName,
  required,
  unknownVerb,
  withStore,
  type AdminCommand,
} from './adminCommand.ts'
import { readGivenFile } from './readGivenFile.ts'

/** wechat: official accounts and mini programs of an account (R25). */
export const wechatCommand: AdminCommand = {
  usage: `  wechat list --account ACCOUNT
  wechat bind --account ACCOUNT --kind official|miniapp --app-id ID --secret-file FILE
      the AppSecret is read from a file, so that it stays out of the shell's history
  wechat unbind APPID`,
  run: request =>
    withStore(request.config, async ({ wechatApps, accounts }) => {
      switch (request.verb) {
        case 'list':
          return wechatApps.list(required(request, 'account'))
        case 'bind': {
          const accountId = required(request, 'account')
          if (!(await accounts.find(accountId))) {
            throw new UsageError(`There is no account ${accountId}.`)
          }
          const kind = oneOf(request, 'kind', ['official', 'miniapp'])
          const appId = required(request, 'app-id')
          if (!kind) throw new UsageError('--kind is needed.')
          if (!/^wx[0-9a-f]{16}$/.test(appId)) {
            throw new UsageError('--app-id is wx and 16 hexadecimal digits.')
          }
          const file = required(request, 'secret-file')
          const secret = (await readGivenFile('secret-file', file)).toString('utf8').trim()
          if (secret === '') throw new UsageError(`--secret-file ${file} is empty.`)
          await wechatApps.put(accountId, { kind, appId, secret }, Date.now())
          return wechatApps.list(accountId)
        }
        case 'unbind': {
          const appId = onlyName(request, 'AppID')
          if (!(await wechatApps.remove(appId))) throw new UsageError(`${appId} is not bound.`)
          return { unbound: appId }
        }
        default:
          return unknownVerb(request, ['list', 'bind', 'unbind'])
      }
    }),
}
