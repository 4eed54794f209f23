import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { readConfig } from '../../server/config.ts'
import { startServer } from '../../server/main.ts'
import { runScript } from './cli.ts'
import { createSdkClient, type SdkClient } from './sdkClient.ts'
import { startWeChatStandIn, type WeChatStandIn } from './weChatStandIn.ts'

/** Modes that the native float H5 and the mini program perform. */
export type PageMode = 'light' | 'digit' | 'light-digit'

/** An operator's installation: MODE=production, set up with the admin commands, WeChat stood in for. */
export interface ProductionServer {
  /** The official client with this operator's key. */
  sdk: SdkClient
  /** host:port and scheme, as phones reach it. */
  endpoint: string
  ruleIds: Record<PageMode, string>
  /** A rule that leaves performing and judging to WeChat; mini programs only. */
  createNativeRule(): Promise<string>
  wechat: WeChatStandIn
  enrol(person: { name: string; idCard: string; photo: Uint8Array }): Promise<void>
  /** The verdict of an attempt with every check, as the operator reads it; JSON. */
  explain(seq: string): Promise<string>
  stop(): Promise<void>
}

/** Of the account that is bound. */
export const appId = 'wx0123456789abcdef'

/**
 * @param channel of its rules; an account of that kind is bound
 * @throws Error with what the command said when a step of the set-up fails
 */
export async function startProductionServer(
  channel: 'h5-native' | 'miniapp' = 'h5-native',
): Promise<ProductionServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'zhenren-production-'))
  const wechat = await startWeChatStandIn()
  const keyFile = join(dataDir, 'master-key.json')
  const secretFile = join(dataDir, 'app-secret')
  const secret = '0123456789abcdef0123456789abcdef'
  const kind = channel === 'miniapp' ? 'miniapp' : 'official'
  wechat.addAccount({ kind, appId, secret }, { webDomain: '127.0.0.1' })
  await writeFile(secretFile, secret)
  const env = {
    MODE: 'production',
    PORT: '0',
    WORKERS: '2',
    DATA_DIR: dataDir,
    MASTER_KEY_FILE: keyFile,
    WECHAT_API_URL: wechat.url,
    WECHAT_OPEN_URL: wechat.url,
  }
  async function admin(
    command: readonly string[],
    options: Record<string, string> = {},
  ): Promise<Record<string, string>> {
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
    const { code, stdout, stderr } = await runScript('admin', [...command, ...args], env)
    if (code !== 0) throw new Error(`admin ${command.join(' ')}: ${stderr}`)
    return JSON.parse(stdout)
  }
  const made = await runScript('admin', ['key', 'master', keyFile], { DATA_DIR: dataDir })
  if (made.code !== 0) throw new Error(made.stderr)
  const { accountId = '' } = await admin(['account', 'create'], {
    name: '某市政务服务',
    category: 'gov.all',
    credentials: 'org-code-certificate,unified-credit-code-certificate',
  })
  const account = { account: accountId }
  async function createRule(mode: PageMode, more: Record<string, string> = {}): Promise<string> {
    const { ruleId = '' } = await admin(['rule', 'create'], {
      ...account,
      name: '登录核身',
      channel,
      mode,
      alternative: '请到办事大厅人工核验',
      ...more,
    })
    return ruleId
  }
  const ruleIds = {
    light: await createRule('light'),
    digit: await createRule('digit'),
    'light-digit': await createRule('light-digit'),
  }
  const key = await admin(['key', 'create'], account)
  await admin(['wechat', 'bind'], {
    ...account,
    kind,
    'app-id': appId,
    'secret-file': secretFile,
  })

  const server = await startServer(readConfig(env), { logger: pino({ level: 'silent' }) })
  return {
    endpoint: server.endpoint,
    sdk: createSdkClient(new URL(server.endpoint).host, {
      secretId: key['secretId'] ?? '',
      secretKey: key['secretKey'] ?? '',
    }),
    ruleIds,
    createNativeRule: () => createRule('light', { engine: 'wechat' }),
    wechat,
    async enrol({ name, idCard, photo }) {
      const file = join(dataDir, 'photo.jpg')
      await writeFile(file, photo)
      await admin(['person', 'enrol'], { name, 'id-card': idCard, photo: file })
      await rm(file)
    },
    explain: async seq => JSON.stringify(await admin(['attempt', 'show', seq])),
    async stop() {
      await server.stop()
      await wechat.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
