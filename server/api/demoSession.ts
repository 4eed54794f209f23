import type { Middleware } from 'koa'
import type { SessionRefusal } from '../protocol/session.ts'

/** What a demo's client wants to try. */
interface DemoWish {
  channel: string
  mode: string
}

type DemoStart =
  { bizToken: string; name: string } | { usedUp: { people: number; triesADay: number } }

/**
 * POST /demo/session?channel=…&mode=… → { bizToken, name }: what an integrator's back end does with
 * DetectAuth, done by the demo itself, so that anybody can try the page (R46); without a query light on the
 * native float H5. 404 when the demo has no such rule, 429 when the day's tries are used up. Only a server in
 * demo mode has it.
 */
export function createDemoSession(
  start: (wish: DemoWish) => Promise<DemoStart | null>,
): Middleware {
  return async function demoSession(ctx, next) {
    if (ctx.path !== '/demo/session' || ctx.method !== 'POST') {
      await next()
      return
    }
    ctx.set('Cache-Control', 'no-store')
    const { channel, mode } = ctx.query
    const started = await start({
      channel: typeof channel === 'string' ? channel : 'h5-native',
      mode: typeof mode === 'string' ? mode : 'light',
    })
    if (started && 'usedUp' in started) {
      ctx.status = 429
      ctx.body = refusalOf(started.usedUp, /^en\b/i.test(ctx.get('Accept-Language')))
    } else if (started) ctx.body = started
  }
}

function refusalOf(
  { people, triesADay }: { people: number; triesADay: number },
  isEnglish: boolean,
): SessionRefusal {
  return {
    code: 'FailedOperation.IdentityAuthLimitExceeded',
    message: isEnglish
      ? `All ${people} demo people have used up their ${triesADay} tries of today. Try again after 00:00 Beijing time, or start the demo server anew with another DATA_DIR.`
      : `演示用的 ${people} 人今天的核身次数都已用完（每人每天 ${triesADay} 次）。请在次日 0 点（北京时间）后再试，或换一个 DATA_DIR 重新启动演示服务器。`,
  }
}
