/** What GetLiveCode and GetActionSequence give out. */
export type IssuedKind = 'liveCode' | 'actionSequence'

/** A value that one Liveness call of its account may name in ValidateData. */
export interface IssuedValue {
  valueId: string
  accountId: string
  kind: IssuedKind
  /** `4821`, `2,1`. Several live ones may be equal: each is good for one call. */
  value: string
  /** Epoch ms. */
  madeAt: number
  expiresAt: number
}

/**
 * How long a value is good. The reference service publishes no time (tencent-faceid.md §1a); ten
 * minutes let a person record and upload, and leave nobody time to have a video made to order at ease.
 */
export const issuedValueLifetimeMs = 10 * 60_000
