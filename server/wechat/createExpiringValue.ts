/** A value that WeChat gives for a while. */
export interface Issued {
  value: string
  /** From the moment it was received. */
  lifetimeMs: number
}

/** One cached value: an access token or a ticket of one account. */
export interface ExpiringValue {
  /** The value, renewed before it ends. Callers that come while it is fetched share one request. */
  get(): Promise<string>
  /**
   * Forgets `refused`. A newer value stays: of many callers that were refused together only the first
   * causes a renewal.
   */
  drop(refused: string): void
}

interface Deps {
  issue: () => Promise<Issued>
  /** Epoch ms. */
  clock: () => number
}

/**
 * Renew this long before the end. WeChat hands out a new stable token in the last five minutes of the
 * old one only, and both are valid until then (getStableAccessToken), so four is inside.
 */
const marginMs = 4 * 60_000

/** After a renewal that failed while the old value is still good. */
const retryAfterMs = 10_000

/** Caches a value with a lifetime. A failure is not cached: the next caller tries again. */
export function createExpiringValue({ issue, clock }: Deps): ExpiringValue {
  let held: { value: string; renewAt: number; endsAt: number } | null = null
  let pending: Promise<string> | null = null

  async function renew(): Promise<string> {
    const asked = clock()
    try {
      const { value, lifetimeMs } = await issue()
      // Counted from before the request, so that a slow answer shortens the life and never extends it.
      const endsAt = asked + lifetimeMs
      held = { value, endsAt, renewAt: endsAt - Math.min(marginMs, lifetimeMs / 2) }
      return value
    } catch (error) {
      if (!held || clock() >= held.endsAt) throw error
      held.renewAt = clock() + retryAfterMs
      return held.value
    } finally {
      pending = null
    }
  }

  return {
    async get() {
      if (held && clock() < held.renewAt) return held.value
      pending ??= renew()
      return await pending
    },
    drop(refused) {
      if (held?.value === refused) held = null
    },
  }
}
