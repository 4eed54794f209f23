import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchFilm } from '../../bench/benchFilm.ts'
import { cpuMs } from '../../bench/cpuMs.ts'
import { fixedLight } from '../../bench/fixedLight.ts'
import { median, percentile } from '../../bench/statistics.ts'
import { readConfig } from '../../config.ts'
import { startServer, type RunningServer } from '../../main.ts'
import { ruleIdsOf } from '../readDemoFile.ts'
import type { FilmOrder, PlayedCeremony, Stage } from './playerMessages.ts'
import { startPlayer } from './startPlayer.ts'

/** Ceremonies of one kind of crowd. */
export interface CrowdReport {
  /** Phones at a time. */
  clients: number
  /** Ceremonies that came to a verdict. */
  verdicts: number
  /** From the phone's last message to the verdict, ms; null without verdicts. */
  p50Ms: number | null
  p95Ms: number | null
  maxMs: number | null
  /** CPU of the whole server process per ceremony, ms; null without a round that went well. */
  cpuMs: number | null
}

/** `alone`: one after the other; `together`: all begin at once; `spread`: begun over `spreadMs`. */
export type Crowd = 'alone' | 'together' | 'spread'

export interface SessionsReport {
  /** Inference threads of the server. */
  workers: number
  ceremonies: number
  /** How they ended; `trouble`: without a verdict. */
  outcomes: Record<PlayedCeremony['outcome'], number>
  /** ErrCode of those that did not pass, or the trouble's name. */
  codes: Record<string, number>
  /** Frames and stills of one ceremony, preview included; median. */
  packets: number
  /**
   * CPU of the whole server process (all threads) per ceremony, ms, of the rounds in which every one
   * came to a verdict; null without such rounds.
   */
  cpuMs: number | null
  /** The same in the best round. */
  bestCpuMs: number | null
  /** CPU of the phones' process per ceremony, ms: not counted, but on the same cores. */
  phonesCpuMs: number | null
  /** 1,000 ÷ cpuMs. */
  perSecondPerCore: number | null
  crowds: Record<Crowd, CrowdReport>
}

export interface SessionsSettings {
  /** People of benchFilm.ts whose films are rendered; each may try 20 times. */
  people: number
  /** Ceremonies before the clock counts, all at once. */
  warmUp: number
  /** Rounds of each crowd; a round of `alone` is one ceremony. */
  rounds: Record<Crowd, number>
  /** Phones at a time of `together` and `spread`. */
  clients: number
  /** From the first beginning to the last. */
  spreadMs: number
  onFilmed: (done: number, total: number) => void
  /** Rounds played, the warm-up included. */
  onProgress: (done: number, total: number) => void
}

/**
 * Complete light ceremonies against a real server (this process; embedded database in a temporary
 * folder, demo mode) over HTTP and WebSocket in real time: DetectAuth, consent, preview, colours,
 * stills, verdict, evidence, result. The phones run in another process and play films; the server is
 * started with the one challenge that the films perform.
 */
export async function benchSessions(settings: SessionsSettings): Promise<SessionsReport> {
  const { clients, spreadMs, warmUp, rounds, onFilmed, onProgress } = settings
  const dataDir = await mkdtemp(join(tmpdir(), 'zhenren-bench-'))
  const closers: (() => unknown)[] = [() => rm(dataDir, { recursive: true, force: true })]
  try {
    const secret = fixedLight(benchFilm.lightSeed)
    const config = readConfig({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'error' })
    const films = benchFilm.people.slice(0, settings.people)
    const player = startPlayer({ lightSeed: benchFilm.lightSeed, films }, onFilmed)
    closers.push(() => player.stop())
    const server = await startServer(config, { drawLight: () => secret })
    closers.push(() => server.stop())
    const stage = stageOf(server, films)
    await player.ready

    let done = 0
    const total = 1 + rounds.alone + rounds.together + rounds.spread
    async function play(startsMs: readonly number[]): Promise<PlayedRound> {
      const before = cpuMs()
      const { ceremonies, cpuMs: phonesMs } = await player.play(stage, startsMs)
      onProgress(++done, total)
      return { ceremonies, phonesMs, spentMs: cpuMs() - before }
    }
    async function playRounds(count: number, startsMs: readonly number[]): Promise<PlayedRound[]> {
      const played: PlayedRound[] = []
      while (played.length < count) played.push(await play(startsMs))
      return played
    }
    const together = (count: number): number[] => Array.from({ length: count }, () => 0)
    const spread = together(clients).map((_, index) => (spreadMs * index) / (clients - 1 || 1))
    await play(together(warmUp))
    const played = {
      alone: await playRounds(rounds.alone, [0]),
      together: await playRounds(rounds.together, together(clients)),
      spread: await playRounds(rounds.spread, spread),
    }
    return {
      workers: config.workers,
      ...summaryOf([...played.alone, ...played.together, ...played.spread]),
      crowds: {
        alone: crowdOf(1, played.alone),
        together: crowdOf(clients, played.together),
        spread: crowdOf(clients, played.spread),
      },
    }
  } finally {
    for (const close of closers.toReversed()) await close()
  }
}

function stageOf({ demo, endpoint }: RunningServer, films: readonly FilmOrder[]): Stage {
  if (!demo) throw new TypeError('not a demo')
  const { secretId, secretKey, rules, people } = demo
  return {
    access: { endpoint, secretId, secretKey, ruleIds: ruleIdsOf(rules), people },
    visitors: films.map(({ person }) => {
      const known = people.find(({ seed, expects }) => seed === person && expects === 0)
      if (!known) throw new RangeError(`the demo has no person ${person}`)
      return { name: known.Name, idCard: known.IdCard }
    }),
  }
}

interface PlayedRound {
  ceremonies: readonly PlayedCeremony[]
  /** CPU of this process meanwhile, ms. */
  spentMs: number
  /** CPU of the playing process, ms. */
  phonesMs: number
}

function verdictsOf({ ceremonies }: PlayedRound): number[] {
  return ceremonies.flatMap(({ verdictMs }) => (verdictMs === null ? [] : [verdictMs]))
}

/**
 * CPU per ceremony, ms, of the rounds in which every one came to a verdict; null without such rounds.
 */
function cpuOf(
  rounds: readonly PlayedRound[],
  whose: 'spentMs' | 'phonesMs' = 'spentMs',
): number | null {
  const whole = rounds.filter(round => verdictsOf(round).length === round.ceremonies.length)
  const verdicts = whole.flatMap(verdictsOf).length
  const sumMs = whole.reduce((sum, round) => sum + round[whose], 0)
  return verdicts > 0 ? sumMs / verdicts : null
}

function crowdOf(clients: number, rounds: readonly PlayedRound[]): CrowdReport {
  const verdicts = rounds.flatMap(verdictsOf)
  const any = verdicts.length > 0
  return {
    clients,
    verdicts: verdicts.length,
    p50Ms: any ? median(verdicts) : null,
    p95Ms: any ? percentile(verdicts, 0.95) : null,
    maxMs: any ? Math.max(...verdicts) : null,
    cpuMs: cpuOf(rounds),
  }
}

function summaryOf(rounds: readonly PlayedRound[]): Omit<SessionsReport, 'workers' | 'crowds'> {
  const ceremonies = rounds.flatMap(round => round.ceremonies)
  const outcomes = { passed: 0, retry: 0, failed: 0, trouble: 0 }
  const codes: Record<string, number> = {}
  for (const { outcome, code } of ceremonies) {
    outcomes[outcome] += 1
    if (outcome !== 'passed') codes[code] = (codes[code] ?? 0) + 1
  }
  const perRound = rounds.flatMap(round => cpuOf([round]) ?? [])
  const mean = cpuOf(rounds)
  return {
    ceremonies: ceremonies.length,
    outcomes,
    codes,
    packets: median(ceremonies.map(({ packets }) => packets)),
    cpuMs: mean,
    bestCpuMs: perRound.length > 0 ? Math.min(...perRound) : null,
    phonesCpuMs: cpuOf(rounds, 'phonesMs'),
    perSecondPerCore: mean === null ? null : 1000 / mean,
  }
}
