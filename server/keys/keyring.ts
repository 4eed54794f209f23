/** One purpose's keys: the current one makes new values, the others only read old ones. */
export interface KeySet {
  /** Eight lower-case hex digits. */
  currentId: string
  /** 32-byte keys by id. */
  keys: ReadonlyMap<string, Buffer>
}

/** The deployment's master keys, as openKeyring reads them from MASTER_KEY_FILE. */
export interface Keyring {
  /** AES-256-GCM: seals columns and wraps data keys. */
  seal: KeySet
  /** HMAC-SHA256: equality look-up of sealed values. */
  lookup: KeySet
}
