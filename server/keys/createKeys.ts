import { createHmac } from 'node:crypto'
import { aead } from './aead.ts'
import type { Keyring } from './keyring.ts'

/** First byte of a sealed value; another layout gets another number. */
const layoutVersion = 1
const keyIdBytes = 4
const headerBytes = 1 + keyIdBytes

/**
 * What storage needs of the master keys. A `purpose` names the place of a value
 * (`session.name:<BizToken>`) and is authenticated with it: moved elsewhere, it does not open.
 */
export interface Keys {
  /** Version byte ‖ key id (4) ‖ nonce (12) ‖ ciphertext ‖ tag (16), under the current key. */
  seal(purpose: string, plain: string | Uint8Array): Buffer
  /** Throws an Error (never with the content) on another purpose, a retired key or damage. */
  open(purpose: string, sealed: Uint8Array): Buffer
  openText(purpose: string, sealed: Uint8Array): string
  /** True when the value was sealed under the current key. */
  isCurrent(sealed: Uint8Array): boolean
  /** HMAC-SHA256 under the current look-up key, 64 lower-case hex digits. */
  lookupHash(purpose: string, value: string): string
  /** The same under every key, current first: what a row may be filed under during a rotation. */
  lookupHashes(purpose: string, value: string): [current: string, ...older: string[]]
}

export function createKeys({ seal: sealKeys, lookup }: Keyring): Keys {
  const header = Buffer.concat([
    Buffer.from([layoutVersion]),
    Buffer.from(sealKeys.currentId, 'hex'),
  ])
  const sealKey = sealKeys.keys.get(sealKeys.currentId)
  const lookupKey = lookup.keys.get(lookup.currentId)
  if (!sealKey || !lookupKey) throw new Error('The keyring lacks its own current key.')
  const olderLookupKeys = [...lookup.keys].flatMap(([id, key]) =>
    id === lookup.currentId ? [] : [key],
  )

  const open = (purpose: string, sealed: Uint8Array): Buffer => {
    const [version] = sealed
    if (version !== layoutVersion || sealed.length < headerBytes + aead.overheadBytes) {
      throw new Error(`Not a sealed value: ${purposeKind(purpose)}.`)
    }
    const id = Buffer.from(sealed.subarray(1, headerBytes)).toString('hex')
    const key = sealKeys.keys.get(id)
    if (!key)
      throw new Error(`Master key ${id}, which sealed a ${purposeKind(purpose)}, is absent.`)
    try {
      const context = contextOf(sealed.subarray(0, headerBytes), purpose)
      return aead.decrypt(key, context, sealed.subarray(headerBytes))
    } catch (cause) {
      throw new Error(`A sealed ${purposeKind(purpose)} does not open.`, { cause })
    }
  }

  return {
    open,
    seal(purpose, plain) {
      const bytes = typeof plain === 'string' ? Buffer.from(plain, 'utf8') : plain
      return Buffer.concat([header, aead.encrypt(sealKey, contextOf(header, purpose), bytes)])
    },
    openText: (purpose, sealed) => open(purpose, sealed).toString('utf8'),
    isCurrent: sealed => header.equals(sealed.subarray(0, headerBytes)),
    lookupHash: (purpose, value) => hmac(lookupKey, purpose, value),
    lookupHashes: (purpose, value) => [
      hmac(lookupKey, purpose, value),
      ...olderLookupKeys.map(key => hmac(key, purpose, value)),
    ],
  }
}

/** The header is authenticated too, so that a value cannot be relabelled with another key's id. */
function contextOf(header: Uint8Array, purpose: string): Buffer {
  return Buffer.concat([header, Buffer.from(purpose, 'utf8')])
}

/** The NUL keeps (`ab`, `c`) and (`a`, `bc`) apart: no purpose holds one. */
function hmac(key: Buffer, purpose: string, value: string): string {
  return createHmac('sha256', key).update(purpose).update('\0').update(value).digest('hex')
}

/** `session.name:<BizToken>` → `session.name`: an error text must not carry identifiers. */
function purposeKind(purpose: string): string {
  return purpose.split(':', 1)[0] ?? ''
}
