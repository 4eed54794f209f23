/** Where an account wants to hear of its sessions (R41). */
export interface WebhookTarget {
  accountId: string
  url: string
  /** Key of the signature. */
  secret: string
}

/** What is sent; `body` is kept as it will be signed. */
export interface WebhookDelivery {
  deliveryId: string
  accountId: string
  body: string
  /** Tries so far. */
  tries: number
  createdAt: number
}

/** Waits before the 2nd, 3rd … try; after the last the delivery is given up (about 15 hours). */
export const webhookBackoffMs: readonly number[] = [
  10_000, 60_000, 300_000, 1_800_000, 7_200_000, 43_200_000,
]

/** For one try; a receiver should store and answer. */
export const webhookTimeoutMs = 10_000

/** A claimed delivery is another's again after this: longer than a try. */
export const webhookLeaseMs = 60_000
