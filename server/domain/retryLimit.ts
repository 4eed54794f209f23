import type { Channel, Rule } from './rule.ts'

/** How often a person may be challenged in one day. */
export interface RetryLimit {
  /** For one (AppID, openid). */
  perOpenid: number
  /** For one ID number, deployment-wide. */
  perIdCard: number
}

/**
 * R26: the product's FAQ counts WeChat account and ID number separately, either at 20 (tencent-faceid.md
 * §7, "WeChat side, old rule"). Not raisable by a caller.
 */
export const wechatRetryLimit: RetryLimit = { perOpenid: 20, perIdCard: 20 }

/**
 * The newer published limits of the reference service (doc 108625): 20 a day for an openid, 30 for an
 * ID number. An installation may put it into `retryLimitOf`.
 */
export const newerRetryLimit: RetryLimit = { perOpenid: 20, perIdCard: 30 }

/**
 * The limit of each channel; null = people are not counted here: on the others it is the integrator's job,
 * and challenges are counted for each BizToken (challengeLimitOf).
 */
export const retryLimitOf: Record<Channel, RetryLimit | null> = {
  miniapp: wechatRetryLimit,
  'h5-native': wechatRetryLimit,
  h5: null,
  'h5-standalone': null,
  'h5-pc': null,
  app: null,
  api: null,
}

/**
 * Verdicts of one BizToken after which it is final with code 16, unless the rule says otherwise. Null:
 * on the WeChat channels the daily limit answers first.
 */
export const verdictLimitOf: Record<Channel, number | null> = {
  miniapp: null,
  'h5-native': null,
  h5: 10,
  'h5-standalone': 10,
  'h5-pc': 10,
  app: 10,
  api: 10,
}

/**
 * Challenges of one BizToken a day where nothing else counts them: who may look at any number and leave
 * again waits for the one that a recording answers. Lines break: three to a verdict, at least ten.
 */
export function challengeLimitOf({ channel, maxAttempts }: Pick<Rule, 'channel' | 'maxAttempts'>) {
  return Math.max(10, 3 * (maxAttempts ?? verdictLimitOf[channel] ?? 0))
}

/**
 * Tries that come back to one person (or BizToken) a day for faults of ours after a challenge was seen.
 * Heavy pictures and many clips at once make us slow, so whoever sends them could have such a fault as
 * often as they like, and look at any number of challenges.
 */
export const maxGivenBack = 3

/** Channels where WeChat knows the person: no proven openid, no capture (R26). */
export function needsOpenid(channel: Channel): boolean {
  return retryLimitOf[channel] !== null
}
