import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { SocketTimes } from '../../server/api/captureSocket.ts'
import { createServer } from '../../server/api/httpServer.ts'
import { createApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import { shippedCalibration } from '../../server/domain/compare.ts'
import type { ClipReader } from '../../server/domain/clip/clip.ts'
import type { Account } from '../../server/domain/account.ts'
import type { AuthorityAnswer } from '../../server/domain/person.ts'
import { qualityLimits } from '../../server/domain/quality.ts'
import type { Rule } from '../../server/domain/rule.ts'
import type { Session } from '../../server/domain/session.ts'
import type { WeChatApi } from '../../server/domain/wechat.ts'
import { WeChatError } from '../../server/domain/weChatError.ts'
import { padLimitsWith } from '../../server/domain/pad/padLimits.ts'
import type { JudgePerformance } from '../../server/domain/judgePerformance.ts'
import { createAssessPhoto } from '../../server/flows/assessPhoto.ts'
import { openStore, type Store } from '../../server/openStore.ts'
import { createWeChatApi } from '../../server/wechat/createWeChatApi.ts'
import { weChatOrigins } from '../../server/wechat/weChatOrigins.ts'
import { wireSessions } from '../../server/wireSessions.ts'
import { fakeJpeg, fakePhotoAnalysis, fakeVision } from './captureFakes.ts'
import { fakeReader } from './fakeReader.ts'
import { record } from './records.ts'

/** Slots short enough for a test, long enough to be told apart. */
const testTiming = { leadMs: 20, tailMs: 10, minSlotMs: 5, maxSlotMs: 8 }

export interface CaptureApp {
  port: number
  url: string
  store: Store
  /** Everything the server logged, as JSON lines. */
  logged(): string
  /** What the next verdicts will be made of. */
  judge: { light: JudgePerformance; authority: AuthorityAnswer }
  clockAheadMs: number
  /** Runs one of the jobs by name. */
  runJob(name: string): Promise<number>
  addRule(fields?: Partial<Rule>, account?: Partial<Account>): Promise<Rule>
  addSession(rule: Rule, fields?: Partial<Session>): Promise<Session>
  close(): Promise<void>
}

export const passLight: JudgePerformance = () => ({
  outcome: 'pass',
  resultCode: 0,
  advice: null,
  checks: [{ name: 'light.fake', value: 1, threshold: '= 1', outcome: 'pass' }],
})

/** The real HTTP server, socket, flows and storage; vision, light judge and WeChat are fakes. */
export async function startCaptureApp(
  settings: {
    mode?: 'demo' | 'production'
    databaseUrl?: string
    dataDir?: string
    socketTimes?: SocketTimes
    uploadMs?: number
    reader?: Pick<ClipReader, 'readClip'>
    /** Instead of the fake one. */
    wechat?: (clock: () => number) => WeChatApi
  } = {},
): Promise<CaptureApp> {
  const { mode = 'demo' } = settings
  const dataDir = settings.dataDir ?? (await mkdtemp(join(tmpdir(), 'zhenren-capture-')))
  const store = await openStore(
    readConfig({
      DATA_DIR: dataDir,
      ...(settings.databaseUrl && { DATABASE_URL: settings.databaseUrl }),
    }),
  )
  const lines: string[] = []
  const logger = pino({ level: 'debug' }, { write: line => void lines.push(line) })
  const judge: CaptureApp['judge'] = {
    light: passLight,
    authority: { kind: 'photo', photo: fakeJpeg({ n: 0 }) },
  }
  const clock = () => Date.now() + app.clockAheadMs
  const { router, recordRouter, recorded, captureSocket, jobs } = wireSessions({
    store,
    vision: fakeVision,
    reader: settings.reader ?? fakeReader,
    assessPhoto: createAssessPhoto(
      { analysePhoto: async image => fakePhotoAnalysis(image), close: async () => {} },
      qualityLimits,
    ),
    authority: { findReference: async () => judge.authority },
    calibration: shippedCalibration,
    wechat: (settings.wechat ?? fakeWeChat)(clock),
    judge: performance => judge.light(performance),
    listener: { scoreCodes: async (_, codes) => codes.map(() => 0), threshold: -1 },
    padLimits: padLimitsWith(null),
    timing: testTiming,
    mode,
    visitorOptions: { publicHosts: [], trustForwardedHost: false },
    clock,
    logger,
    ...(settings.uploadMs && { uploadMs: settings.uploadMs }),
    ...(settings.socketTimes && { socketTimes: settings.socketTimes }),
  })
  const koa = createApp({
    actions: {},
    findKey: async () => null,
    clock,
    logger,
    session: router,
    record: recordRouter,
  })
  const server = createServer(koa, { logger, onUpgrade: captureSocket.handleUpgrade })
  const { port } = await server.listen(0, '127.0.0.1')
  const app: CaptureApp = {
    port,
    url: `http://127.0.0.1:${port}`,
    store,
    logged: () => lines.join(''),
    judge,
    clockAheadMs: 0,
    async runJob(name) {
      const job = jobs.find(candidate => candidate.name === name)
      if (!job) throw new Error(`no job ${name}`)
      return await job.run()
    },
    async addRule(fields = {}, accountFields = {}) {
      const account = record.account(accountFields)
      await store.accounts.insert(account)
      const rule = record.rule({
        accountId: account.accountId,
        channel: 'h5-native',
        ...fields,
      })
      await store.rules.insert(rule)
      return rule
    },
    async addSession({ accountId, ruleId }, fields = {}) {
      const createdAt = clock()
      const session = record.session({
        accountId,
        ruleId,
        createdAt,
        expiresAt: createdAt + 7_200_000,
        purgeAt: createdAt + 259_200_000,
        ...fields,
      })
      await store.sessions.insert(session)
      return session
    },
    async close() {
      await recorded.stop()
      await captureSocket.close()
      await server.close()
      await store.close()
      if (!settings.dataDir) await rm(dataDir, { recursive: true, force: true })
    },
  }
  return app
}

/** Takes the code `good-<openid>`; addresses are WeChat's real ones. */
function fakeWeChat(clock: () => number): WeChatApi {
  const openidOf = (code: string): string => {
    if (!code.startsWith('good-')) throw new WeChatError('codeInvalid', 'fake: wrong code', 40029)
    return code.slice('good-'.length)
  }
  return {
    ...createWeChatApi({ ...weChatOrigins, clock }),
    code2Session: async ({ appId }, code) => ({ appId, openid: openidOf(code) }),
    readOpenid: async ({ appId }, code) => ({ appId, openid: openidOf(code) }),
  }
}
