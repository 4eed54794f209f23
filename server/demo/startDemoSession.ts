import { chinaDay } from '../domain/chinaDay.ts'
import { retryLimitOf } from '../domain/retryLimit.ts'
import type { StartedVerification, StartRequest } from '../flows/startVerification.ts'
import type { Store } from '../openStore.ts'
import { demoPeople, type DemoPerson } from './demoPeople.ts'
import { demoAccountId } from './makeDemo.ts'
import { demoRules } from './demoRules.ts'

interface Deps {
  store: Pick<Store, 'accounts' | 'counters'>
  startVerification: (request: StartRequest) => Promise<StartedVerification>
  clock: () => number
}

/** A session, and as whom (a name of demo.json); or that so many people have used up their tries of today. */
export type DemoStart =
  { bizToken: string; name: string } | { usedUp: { people: number; triesADay: number } }

/** Who passes with their own face; the others are for calls of the API. */
const players = demoPeople.filter(({ expects }) => expects === 0)

/**
 * Opens sessions for the demo people who can pass, one after the other, so that the day's tries of one do
 * not end the demo; who sits before the camera is another matter.
 */
export function createStartDemoSession({ store, startVerification, clock }: Deps) {
  let turn = 0

  /** Null when the demo has no rule for this channel and mode. */
  return async function startDemoSession(wish: {
    channel: string
    mode: string
  }): Promise<DemoStart | null> {
    const rule = Object.values(demoRules).find(
      ({ channel, livenessMode }) => channel === wish.channel && livenessMode === wish.mode,
    )
    if (!rule) return null
    const account = await store.accounts.find(demoAccountId)
    if (!account) throw new Error('the demo tenant is gone')
    const triesADay = retryLimitOf[rule.channel]?.perIdCard ?? Infinity
    const player = await nextPlayer(triesADay)
    if (!player) return { usedUp: { people: players.length, triesADay } }
    const { name, idCard } = player
    const { session } = await startVerification({
      account,
      ruleId: rule.ruleId,
      name,
      idCard,
      redirectUrl: undefined,
      extra: undefined,
      referencePhoto: undefined,
    })
    return { bizToken: session.bizToken, name }
  }

  /** Null when nobody has a try left today. */
  async function nextPlayer(triesADay: number): Promise<DemoPerson | null> {
    const day = chinaDay(clock())
    const first = turn
    for (const offset of players.keys()) {
      const at = (first + offset) % players.length
      const player = players[at]!
      if ((await store.counters.read('idCard', player.idCard, day)) >= triesADay) continue
      turn = at + 1
      return player
    }
    return null
  }
}
