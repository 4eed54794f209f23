/** An operator's account: the legal entity behind RuleIds and keys. */
export interface Account {
  accountId: string
  name: string
  /** Industry category id of `industry-whitelist/`, e.g. `fin.bank`; null until one is chosen. */
  categoryId: string | null
  /** Credential document ids that were uploaded and accepted. */
  credentials: string[]
  /** Rate per action (R27): default 5, raised by an administrator. */
  requestsPerSecond: number
  /** What one-shot actions keep: `reference` = everything for 3 days, `verdict-only` = no media. */
  retention: Retention
  /** Web origins (`https://host[:port]`) besides our own that may use /session and the capture socket. */
  origins: string[]
  state: 'active' | 'suspended'
  /** Epoch ms. */
  createdAt: number
}

/** R32: media and features are kept for the reference period, or erased with the verdict. */
export type Retention = 'reference' | 'verdict-only'

/** A pair for TC3-HMAC-SHA256. The secret is stored encrypted, not hashed: TC3 needs it whole. */
export interface ApiKey {
  secretId: string
  accountId: string
  secretKey: string
  state: 'active' | 'disabled'
  createdAt: number
}
