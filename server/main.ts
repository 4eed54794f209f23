import { readFile } from 'node:fs/promises'
import { pino, type Logger } from 'pino'
import { loadWhitelist, type Whitelist } from '../industry-whitelist/index.ts'
import { buildModels } from '../models/build/buildModels.ts'
import { modelFolder } from '../models/build/modelFolder.ts'
import { ownModelFolder } from '../models/own/ownModelFolder.ts'
import { bundleH5 } from '../h5/build.ts'
import { createActions } from './api/actions/index.ts'
import { createClientFiles } from './api/clientFiles.ts'
import { createDemoSession } from './api/demoSession.ts'
import { createServer } from './api/httpServer.ts'
import { tryAddress } from './api/tryAddress.ts'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import { makeDemo, type DemoFile } from './demo/makeDemo.ts'
import { createStartDemoSession } from './demo/startDemoSession.ts'
import type { LightSecret } from './domain/light/generateLightChallenge.ts'
import { lightTiming } from './domain/light/lightTiming.ts'
import { judgePerformance } from './domain/judgePerformance.ts'
import { canJudgePassively } from './domain/pad/canJudgePassively.ts'
import { padLimitsWith } from './domain/pad/padLimits.ts'
import { qualityLimits } from './domain/quality.ts'
import { createAssessPhoto } from './flows/assessPhoto.ts'
import { createDropCounters } from './flows/dropCounters.ts'
import { createEnrolPerson } from './flows/enrolPerson.ts'
import { createExpireSessions } from './flows/expireSessions.ts'
import { createPurgeEvidence } from './flows/purgeEvidence.ts'
import { createReadResult } from './flows/readResult.ts'
import { createReadVideo } from './flows/readVideo.ts'
import { createStartVerification } from './flows/startVerification.ts'
import { createVerifyPhoto } from './flows/verifyPhoto.ts'
import { startScheduler } from './jobs/scheduler.ts'
import { loadCalibration } from './loadCalibration.ts'
import { loadPadThreshold } from './loadPadThreshold.ts'
import { createClipReader } from './media/createClipReader.ts'
import { createMuxer } from './media/createMuxer.ts'
import { tryMediaLibrary } from './media/tryMediaLibrary.ts'
import { openStore } from './openStore.ts'
import { resultCode } from './protocol/resultCodes.ts'
import { createSpeech } from './speech/createSpeech.ts'
import { holdFolder } from './storage/holdFolder.ts'
import { createVision } from './vision/createVision.ts'
import { createWeChatApi } from './wechat/createWeChatApi.ts'
import { wireClips } from './wireClips.ts'
import { recordingFiles, wireRecording } from './wireRecording.ts'
import { wireSessions } from './wireSessions.ts'

export interface RunningServer {
  /** http(s)://HOST:PORT with the port that was really taken. */
  endpoint: string
  /** Null in production. */
  demo: DemoFile | null
  madeKeyFile: boolean
  stop(): Promise<void>
}

interface Options {
  logger?: Logger
  /** Epoch ms; tests set their own. */
  clock?: () => number
  /**
   * Gives every light challenge instead of the dice, so that a measurement can play performances that
   * were rendered beforehand. Nothing in the environment sets it; refused in production.
   */
  drawLight?: () => LightSecret
  /** One line per step of a start. */
  onProgress?: (line: string) => void
}

/**
 * Starts everything in order: models, keys and database, workers, demo tenant, HTTP. Rejects when a
 * step cannot be done; what was opened before is closed again.
 */
export async function startServer(config: Config, options: Options = {}): Promise<RunningServer> {
  const { clock = Date.now, onProgress = () => {} } = options
  if (options.drawLight && config.mode === 'production') {
    throw new Error('a known light challenge proves nothing: demo mode only')
  }
  const logger = options.logger ?? pino({ level: config.logLevel }, pino.destination(2))
  const closers: (() => unknown)[] = []
  const stop = async () => {
    for (const close of closers.splice(0).toReversed()) await close()
  }
  try {
    await tryAddress(config.port, config.host)
    if (config.ffmpegPath) await requireMediaLibrary(config.ffmpegPath)
    // Two demo servers would share one demo.json, which names the address of one.
    if (config.mode === 'demo') closers.push(holdFolder(config.dataDir))
    await buildModels({
      onProgress: ({ done, total, slot }) =>
        onProgress(slot ? `models: ${done + 1} of ${total}, ${slot}` : `models: ${total} ready`),
    })
    const whitelist = loadWhitelist()
    requireVersion(whitelist, config.whitelistVersion)
    const calibration = await loadCalibration(config.dataDir)
    const store = await openStore(config)
    closers.push(() => store.close())
    onProgress(`database: ${config.databaseUrl ? 'PostgreSQL' : `embedded, in ${config.dataDir}`}`)
    const vision = await createVision({
      modelsDir: modelFolder,
      ownFolder: ownModelFolder(config.dataDir),
      workers: config.workers,
    })
    closers.push(() => vision.close())
    const padThreshold = await loadPadThreshold(config.dataDir)
    const speech = await createSpeech({
      modelsDir: modelFolder,
      ownFolder: ownModelFolder(config.dataDir),
    })
    closers.push(() => speech.close())

    const clientFiles = await bundleH5()
    const recording = wireRecording(config, clock, logger)
    if (!recording) for (const name of recordingFiles) clientFiles.delete(name)
    onProgress(`H5 client: ${clientFiles.size} files`)

    // Known once the port is taken; nobody asks before.
    let publicUrl = config.publicUrl
    const assessPhoto = createAssessPhoto(vision, qualityLimits)
    const startVerification = createStartVerification({
      ...store,
      assessPhoto,
      whitelist,
      whitelistVersion: config.whitelistVersion,
      canJudgePassively: canJudgePassively(config.mode, padThreshold),
      clock,
    })
    const muxer = createMuxer()
    const reader = createClipReader()
    const clips = wireClips({
      store,
      reader,
      vision,
      listener: speech,
      assessPhoto,
      authority: store.localLibrary,
      calibration,
      simThreshold: oneShotSimThreshold,
      padThreshold,
      mode: config.mode,
      clock,
    })
    const actions = createActions({
      issueValue: clips.issueValue,
      verifyClip: clips.verifyClip,
      maxVideoBase64Bytes: config.maxVideoBase64Bytes,
      startVerification,
      entryUrl: bizToken => `${publicUrl}/h5/?token=${bizToken}`,
      readResult: createReadResult({ ...store, clock }),
      readVideo: createReadVideo({
        ...store,
        muxCapture: muxer.muxCapture,
        clock,
        onFault(error, seq) {
          const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
          logger.error({ seq, cause: { name, message, stack } }, 'no video')
        },
      }),
      verifyPhoto: createVerifyPhoto({
        ...store,
        assessPhoto,
        authority: store.localLibrary,
        calibration,
        simThreshold: oneShotSimThreshold,
        isCharged: code => resultCode(code).charged,
        clock,
      }),
    })
    const sessions = wireSessions({
      store,
      vision,
      reader,
      assessPhoto,
      authority: store.localLibrary,
      calibration,
      wechat: createWeChatApi({ ...config.wechat, clock }),
      judge: judgePerformance,
      listener: speech,
      padLimits: padLimitsWith(padThreshold),
      timing: lightTiming,
      ...(options.drawLight && { drawLight: options.drawLight }),
      mode: config.mode,
      visitorOptions: {
        publicHosts: config.publicHosts,
        trustForwardedHost: config.trustProxy,
      },
      clock,
      logger,
    })
    const app = createApp({
      actions,
      session: sessions.router,
      record: sessions.recordRouter,
      ...(recording && { recording: recording.router }),
      pages: [
        createClientFiles(clientFiles),
        ...(config.mode === 'demo'
          ? [createDemoSession(createStartDemoSession({ store, startVerification, clock }))]
          : []),
      ],
      async findKey(secretId) {
        const apiKey = await store.apiKeys.find(secretId)
        const account = apiKey && (await store.accounts.find(apiKey.accountId))
        return apiKey && account ? { apiKey, account } : null
      },
      clock,
      logger,
      options: {
        maxBodyBytes: config.maxBodyBytes,
        publicHosts: config.publicHosts,
        trustForwardedHost: config.trustProxy,
        allowUnsignedPayload: config.allowUnsignedPayload,
        serviceName: config.strictService ? 'faceid' : null,
      },
    })
    const openDemo =
      config.mode === 'demo'
        ? await makeDemo({
            store,
            dataDir: config.dataDir,
            enrolPerson: createEnrolPerson({ ...store, assessPhoto, clock }),
            clock,
            onProgress,
          })
        : null

    const tls = config.tls && {
      cert: await readFile(config.tls.certFile),
      key: await readFile(config.tls.keyFile),
    }
    const server = createServer(app, {
      tls,
      logger,
      onUpgrade: sessions.captureSocket.handleUpgrade,
    })
    const { port } = await server.listen(config.port, config.host)
    closers.push(() => server.close())
    // Before the server: it waits for sockets, and for answers that wait for a video.
    closers.push(() => muxer.close())
    closers.push(() => reader.close())
    closers.push(() => sessions.recorded.stop())
    closers.push(() => sessions.captureSocket.close())
    const endpoint = `${tls ? 'https' : 'http'}://${config.host}:${port}`
    publicUrl ??= endpoint
    const demo = openDemo && (await openDemo(endpoint))

    const jobs = startScheduler(
      [
        {
          name: 'expireSessions',
          intervalMs: 30_000,
          run: createExpireSessions({ ...store, clock }),
        },
        ...sessions.jobs,
        ...clips.jobs,
        ...(recording ? recording.jobs : []),
        {
          name: 'purgeEvidence',
          intervalMs: 60_000,
          run: createPurgeEvidence({ ...store, clock }),
        },
        {
          name: 'dropCounters',
          intervalMs: 3_600_000,
          run: createDropCounters({ ...store, clock }),
        },
        {
          name: 'sweepEvidence',
          intervalMs: 3_600_000,
          run: async () => {
            const { files, rows } = await store.evidence.sweep(clock())
            return files + rows
          },
        },
      ],
      logger,
    )
    closers.push(() => jobs.stop())
    return { endpoint, demo, madeKeyFile: store.madeKeyFile, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Fixed pass threshold of the one-shot actions (tencent-faceid.md §1a). */
const oneShotSimThreshold = 70

/** Better told now than at the first video. */
async function requireMediaLibrary(path: string): Promise<void> {
  await tryMediaLibrary().catch((cause: unknown) => {
    throw new Error(`FFMPEG_PATH: ${path} is no node-av.node that can be loaded here.`, { cause })
  })
}

function requireVersion(whitelist: Whitelist, version: string | null): void {
  const known = whitelist.versions.map(({ id }) => id)
  if (version === null || known.includes(version)) return
  throw new Error(`WHITELIST_VERSION ${version} is unknown: choose one of ${known.join(', ')}`)
}
