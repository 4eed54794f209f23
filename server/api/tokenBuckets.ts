interface Bucket {
  tokens: number
  /** Epoch ms of the last refill. */
  filledAt: number
}

/** Far more than are in use at a time; the least recently used go first. */
const maxBuckets = 100_000

export interface BucketSize {
  /** Most that may come at once. */
  capacity: number
  perSecond: number
}

/** Token buckets by key, kept in this process; several processes each allow the rate. */
export interface TokenBuckets {
  /** Takes one; false when the bucket is empty. */
  take(key: string, size: BucketSize): boolean
}

export function createTokenBuckets(clock: () => number): TokenBuckets {
  const buckets = new Map<string, Bucket>()
  return {
    take(key, { capacity, perSecond }) {
      const now = clock()
      const bucket = buckets.get(key) ?? { tokens: capacity, filledAt: now }
      // A clock that is set back must not drain the bucket.
      const elapsedMs = Math.max(0, now - bucket.filledAt)
      bucket.tokens = Math.min(capacity, bucket.tokens + (elapsedMs / 1000) * perSecond)
      bucket.filledAt = now

      buckets.delete(key)
      buckets.set(key, bucket)
      if (buckets.size > maxBuckets) {
        const oldest = buckets.keys().next()
        if (!oldest.done) buckets.delete(oldest.value)
      }
      if (bucket.tokens < 1) return false
      bucket.tokens -= 1
      return true
    },
  }
}
