import { setTimeout as wait } from 'node:timers/promises'
import { cpuMs } from '../../bench/cpuMs.ts'
import { fixedLight } from '../../bench/fixedLight.ts'
import type { Film } from '../../bench/film.ts'
import { recordFilm } from '../../bench/recordFilm.ts'
import { captureLimits } from '../../domain/capture/captureLimits.ts'
import { toLightSteps } from '../../domain/light/toLightSteps.ts'
import type { DetectAuthResponse, GetDetectInfoEnhancedResponse } from '../../protocol/actions.ts'
import { callAction } from '../callAction.ts'
import { encodeJpeg } from '../encodeJpeg.ts'
import type { DemoAccess } from '../readDemoFile.ts'
import { playCeremony } from './playCeremony.ts'
import type { PlayedCeremony, PlayerOrder, PlayerReport, Stage } from './playerMessages.ts'

/**
 * The other end of startPlayer: integrator and phones of `npm run bench`, in a process of their own so
 * that their CPU does not count. Ends when the bench lets go of it.
 */

/** Three times as dense as a camera's, so that a frame near any time is there. */
const filmFrameMs = 1000 / 45
/** The preview lasts until the server has seen enough; longer than the film, its last frame stays. */
const filmPreviewMs = 5000
/** Each ceremony begins its film that much later than the one before, up to the most. */
const skipStepMs = 170
const maxSkipMs = 1500
/** Between two calls of one action: the demo account may make 5 a second. */
const callEveryMs = 250

const films: Film[] = []
let played = 0

function report(message: PlayerReport): void {
  process.send?.(message)
}

async function prepare(order: Extract<PlayerOrder, { type: 'prepare' }>): Promise<void> {
  const steps = toLightSteps(fixedLight(order.lightSeed))
  const frameSize = { widthPx: captureLimits.frameWidthPx, heightPx: captureLimits.frameHeightPx }
  for (const scene of order.films) {
    const film = await recordFilm({
      ...scene,
      steps,
      frameSize,
      frameMs: filmFrameMs,
      previewMs: filmPreviewMs,
      encode: encodeJpeg,
    })
    films.push(film)
    report({ type: 'filmed', done: films.length, total: order.films.length })
  }
  report({ type: 'ready' })
}

async function play({ stage, startsMs }: Extract<PlayerOrder, { type: 'play' }>): Promise<void> {
  const { access, visitors } = stage
  const before = cpuMs()
  const ceremonies: (() => Promise<PlayedCeremony>)[] = []
  const bizTokens: string[] = []
  for (const startMs of startsMs) {
    const number = played++
    const film = films[number % films.length]
    const visitor = visitors[number % films.length]
    if (!film || !visitor) throw new TypeError('nothing was prepared')
    if (bizTokens.length > 0) await wait(callEveryMs)
    const bizToken = await startSession(access, visitor)
    bizTokens.push(bizToken)
    ceremonies.push(async () => {
      await wait(startMs)
      // An account of its own each: one may try 20 times a day.
      const standIn = `bench-${number}`
      const skipMs = (number * skipStepMs) % maxSkipMs
      return playCeremony(access.endpoint, bizToken, { ...visitor, standIn }, film, skipMs)
    })
  }
  const ended = await Promise.all(ceremonies.map(begin => begin()))
  for (const [index, ceremony] of ended.entries()) {
    if (index > 0) await wait(callEveryMs)
    const errCode = await errCodeOf(access, bizTokens[index] ?? '')
    ceremony.code ||= errCode
  }
  report({ type: 'played', ceremonies: ended, cpuMs: cpuMs() - before })
}

async function startSession(access: DemoAccess, { name, idCard }: Stage['visitors'][number]) {
  const request = { RuleId: access.ruleIds.light, Name: name, IdCard: idCard }
  return (await callAction<DetectAuthResponse>(access, 'DetectAuth', request)).BizToken
}

/** The result as an integrator asks for it, without pictures. */
async function errCodeOf(access: DemoAccess, bizToken: string): Promise<string> {
  const request = { BizToken: bizToken, RuleId: access.ruleIds.light, InfoType: '1' }
  const { Text } = await callAction<GetDetectInfoEnhancedResponse>(
    access,
    'GetDetectInfoEnhanced',
    request,
  )
  return String(Text?.ErrCode ?? '')
}

process.on('message', (order: PlayerOrder) => {
  const work = order.type === 'prepare' ? prepare(order) : play(order)
  work.catch((error: unknown) => {
    report({ type: 'failed', message: error instanceof Error ? error.message : String(error) })
  })
})
process.on('disconnect', () => process.exit(0))
