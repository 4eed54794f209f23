import { rmSync } from 'node:fs'
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { readConfig } from '../../server/config.ts'
import type { DemoFile } from '../../server/demo/makeDemo.ts'
import { startServer, type RunningServer } from '../../server/main.ts'
import { sendTc3, type RawAnswer } from './tc3Client.ts'
import { createSdkClient, type SdkClient, type SdkSettings } from './sdkClient.ts'

/** The whole product as `npm start` runs it: real models, real database, real HTTP. */
export interface DemoServer {
  dataDir: string
  demo: DemoFile
  /** host:port */
  address: string
  port: number
  /** Everything logged so far. */
  logged(): string
  sdk(settings?: SdkSettings): SdkClient
  /** Moves the server's clock; the SDK signs with the machine's, so undo it before the next call. */
  setClockAheadMs(ms: number): void
  person(expects: number): DemoFile['people'][number]
  /** A signed call without the SDK: for actions that it has dropped, and for raw bytes. */
  raw(action: string, parameters: object): Promise<RawAnswer>
  /** Files under evidence/. */
  countEvidence(): Promise<number>
  /** base64 of a file beside demo.json. */
  photo(path: string): Promise<string>
  stop(): Promise<void>
}

/** A demo that was started once and stopped again; made by the first who needs it. */
let template: Promise<string> | null = null

async function makeTemplate(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'zhenren-demo-'))
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }))
  const server = await startServer(readConfig({ PORT: '0', WORKERS: '1', DATA_DIR: dataDir }), {
    logger: pino({ level: 'silent' }),
  })
  await server.stop()
  return dataDir
}

/** Rendering the demo's people for every suite would take longer than most of them. */
async function copyOfDemo(): Promise<string> {
  template ??= makeTemplate()
  const dataDir = await mkdtemp(join(tmpdir(), 'zhenren-demo-'))
  // A stopped server's log is empty, and vanishes whenever libsql really closes: while it is copied, too.
  const filter = (path: string) => !/-(wal|shm)$/.test(path)
  await cp(await template, dataDir, { recursive: true, filter })
  return dataDir
}

/** Starts a demo server on a free port with a DATA_DIR of its own. */
export async function startDemoServer(env: Record<string, string> = {}): Promise<DemoServer> {
  const dataDir = env['DATA_DIR'] ?? (await copyOfDemo())
  const lines: string[] = []
  let aheadMs = 0
  const server: RunningServer = await startServer(
    readConfig({ PORT: '0', WORKERS: '1', ...env, DATA_DIR: dataDir }),
    {
      logger: pino({ level: 'debug' }, { write: line => void lines.push(line) }),
      clock: () => Date.now() + aheadMs,
    },
  )
  const { demo } = server
  if (!demo) throw new Error('not a demo')
  const address = new URL(server.endpoint).host
  return {
    dataDir,
    demo,
    address,
    port: Number(new URL(server.endpoint).port),
    logged: () => lines.join(''),
    sdk: (settings = {}) =>
      createSdkClient(address, {
        secretId: demo.secretId,
        secretKey: demo.secretKey,
        ...settings,
      }),
    setClockAheadMs: ms => void (aheadMs = ms),
    person(expects) {
      const found = demo.people.find(person => person.expects === expects)
      if (!found) throw new Error(`no demo person expects ${expects}`)
      return found
    },
    raw: (action, parameters) =>
      sendTc3({
        port: Number(new URL(server.endpoint).port),
        secretId: demo.secretId,
        secretKey: demo.secretKey,
        action,
        body: JSON.stringify(parameters),
      }),
    async countEvidence() {
      const entries = await readdir(join(dataDir, 'evidence'), {
        recursive: true,
        withFileTypes: true,
      })
      return entries.filter(entry => entry.isFile()).length
    },
    photo: async path => (await readFile(join(dataDir, path))).toString('base64'),
    async stop() {
      await server.stop()
      if (!env['DATA_DIR']) await rm(dataDir, { recursive: true, force: true })
    },
  }
}
