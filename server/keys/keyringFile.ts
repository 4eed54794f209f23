import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Keyring, KeySet } from './keyring.ts'

const keyBytes = 32

const keyId = z.string().regex(/^[0-9a-f]{8}$/, 'a key id is eight lower-case hex digits')
const key = z.base64().refine(text => Buffer.from(text, 'base64').length === keyBytes, {
  message: `a key is ${keyBytes} bytes in base64`,
})
const keySet = z
  .strictObject({ current: keyId, keys: z.record(keyId, key) })
  .refine(set => Object.hasOwn(set.keys, set.current), { message: 'the current key is not there' })
const fileShape = z.strictObject({ version: z.literal(1), seal: keySet, lookup: keySet })

/** Text of MASTER_KEY_FILE ⇄ Keyring. Errors name the field and never quote a key. */
export const keyringFile = {
  parse(text: string): Keyring {
    const file = fileShape.safeParse(parseJson(text))
    if (!file.success) {
      const faults = file.error.issues.map(
        issue => `${issue.path.map(String).join('.') || 'file'}: ${issue.message}`,
      )
      throw new Error(faults.join('; '))
    }
    return { seal: toKeySet(file.data.seal), lookup: toKeySet(file.data.lookup) }
  },

  format(keyring: Keyring): string {
    const file = { version: 1, seal: fromKeySet(keyring.seal), lookup: fromKeySet(keyring.lookup) }
    return `${JSON.stringify(file, null, 2)}\n`
  },

  /** The given set (or an empty one) with a fresh random key that is the current one. */
  withNewKey(set: KeySet | null): KeySet {
    const currentId = freshId(set)
    return { currentId, keys: new Map([...(set?.keys ?? []), [currentId, randomBytes(keyBytes)]]) }
  },
}

function freshId(set: KeySet | null): string {
  let id = randomBytes(4).toString('hex')
  while (set?.keys.has(id)) id = randomBytes(4).toString('hex')
  return id
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // JSON.parse quotes the text around the fault, which here may be a key.
    throw new Error('file: not JSON')
  }
}

function toKeySet(set: z.infer<typeof keySet>): KeySet {
  const keys = Object.entries(set.keys).map(
    ([id, text]) => [id, Buffer.from(text, 'base64')] as const,
  )
  return { currentId: set.current, keys: new Map(keys) }
}

function fromKeySet(set: KeySet): z.infer<typeof keySet> {
  const keys = [...set.keys].map(([id, bytes]) => [id, bytes.toString('base64')] as const)
  return { current: set.currentId, keys: Object.fromEntries(keys) }
}
