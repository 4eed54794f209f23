import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createActions } from '../../server/api/actions/index.ts'
import { readConfig } from '../../server/config.ts'
import type { Account } from '../../server/domain/account.ts'
import { shippedCalibration } from '../../server/domain/compare.ts'
import type { AuthorityAnswer } from '../../server/domain/person.ts'
import { qualityLimits } from '../../server/domain/quality.ts'
import { createAssessPhoto } from '../../server/flows/assessPhoto.ts'
import { openStore, type Store } from '../../server/openStore.ts'
import { wireClips } from '../../server/wireClips.ts'
import { startTestApp, testAccount, testKey, type TestApp } from './app.ts'
import { fakeJpeg, fakePhotoAnalysis, fakeVision } from './captureFakes.ts'
import { fakeReader } from './fakeReader.ts'
import { createSdkClient, type SdkClient, type SdkSettings } from './sdkClient.ts'

export interface ClipApp {
  store: Store
  app: TestApp
  /** The code that is heard in every voice. */
  heard: string
  authority: AuthorityAnswer
  /** How often the library was asked. */
  lookUps: number
  clockAheadMs: number
  /** What a video waits for before it is read, and before its person is looked up. */
  whileReading: () => Promise<unknown>
  whileLookingUp: () => Promise<unknown>
  sdk(settings?: SdkSettings): SdkClient
  /** The same server, asked by another account. */
  otherSdk(): SdkClient
  /** Runs the clearing of expired values. */
  runJob(): Promise<number>
  close(): Promise<void>
}

interface Settings {
  mode?: 'demo' | 'production'
  padThreshold?: number | null
  account?: Partial<Account>
  maxVideoBase64Bytes?: number
}

const otherAccount = { ...testAccount, accountId: 'account-2' }
const otherKey = { secretId: 'AKIDgatewayTest0002', accountId: 'account-2' }

/** The real gateway, flows and storage; decoder, vision and listener are fakes. */
export async function startClipApp(settings: Settings = {}): Promise<ClipApp> {
  const { mode = 'demo', padThreshold = null, maxVideoBase64Bytes = 8 * 1024 * 1024 } = settings
  const dataDir = await mkdtemp(join(tmpdir(), 'zhenren-clips-'))
  const store = await openStore(readConfig({ DATA_DIR: dataDir }))
  const account = { ...testAccount, ...settings.account }
  await store.accounts.insert(account)
  await store.accounts.insert(otherAccount)
  const { jobs, ...flows } = wireClips({
    store,
    reader: {
      ...fakeReader,
      async readClip(bytes) {
        await clipApp.whileReading()
        return await fakeReader.readClip(bytes)
      },
    },
    vision: fakeVision,
    listener: {
      threshold: -1.3,
      scoreCodes: async (_pcm, codes) => codes.map(code => (code === clipApp.heard ? -0.2 : -5)),
    },
    assessPhoto: createAssessPhoto(
      { analysePhoto: async image => fakePhotoAnalysis(image), close: async () => {} },
      qualityLimits,
    ),
    authority: {
      async findReference() {
        clipApp.lookUps += 1
        await clipApp.whileLookingUp()
        return clipApp.authority
      },
    },
    calibration: shippedCalibration,
    simThreshold: 70,
    padThreshold,
    mode,
    clock: () => Date.now() + clipApp.clockAheadMs,
  })
  const stop = async (): Promise<never> => {
    throw new Error('not of this test')
  }
  const actions = createActions({
    startVerification: stop,
    entryUrl: () => '',
    readResult: stop,
    readVideo: stop,
    verifyPhoto: stop,
    ...flows,
    maxVideoBase64Bytes,
  })
  const app = await startTestApp({ actions, account })
  const other = await startTestApp({ actions, account: otherAccount, key: otherKey })
  const clipApp: ClipApp = {
    store,
    app,
    heard: '',
    authority: { kind: 'photo', photo: fakeJpeg({ n: 0 }) },
    lookUps: 0,
    clockAheadMs: 0,
    whileReading: async () => {},
    whileLookingUp: async () => {},
    sdk: settings => createSdkClient(app.host, { language: 'en-US', ...settings }),
    otherSdk: () =>
      createSdkClient(other.host, { language: 'en-US', ...testKey, secretId: otherKey.secretId }),
    runJob: () => jobs[0]!.run(),
    async close() {
      await app.close()
      await other.close()
      await store.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
  return clipApp
}
