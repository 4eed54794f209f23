/**
 * Where a person is verified. The words are those of the server's rules and of
 * `npm run eligibility --channel`; a test holds the two lists equal.
 */
export const channels = [
  'miniapp',
  'h5-native',
  'h5',
  'h5-standalone',
  'h5-pc',
  'app',
  'api',
] as const
export type Channel = (typeof channels)[number]

/** The two channels that WeChat opens to listed industries only (R23). */
export const restrictedChannels = ['miniapp', 'h5-native'] as const
export type RestrictedChannel = (typeof restrictedChannels)[number]

/** The channels with no industry limit (R23), which is what a refused applicant may still use. */
export const openChannels: readonly Channel[] = channels.filter(
  channel => !restrictedChannels.some(restricted => restricted === channel),
)

/** Names to show to people. */
export const channelNames: Record<Channel, { zh: string; en: string }> = {
  miniapp: { zh: '微信小程序', en: 'WeChat mini program' },
  'h5-native': { zh: '微信原生 H5', en: 'WeChat-native H5' },
  h5: { zh: '微信普通 H5', en: 'WeChat plain H5' },
  'h5-standalone': { zh: '独立 H5', en: 'standalone H5' },
  'h5-pc': { zh: 'PC H5', en: 'PC H5' },
  app: { zh: 'App', en: 'app' },
  api: { zh: 'API', en: 'API' },
}
