import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const algorithm = 'aes-256-gcm'
/** 96 bits, the length that NIST SP 800-38D clause 8.2 recommends. */
const nonceBytes = 12
/** Full length, NIST SP 800-38D clause 5.2.1.2. */
const tagBytes = 16

/**
 * AES-256-GCM with a random nonce: nonce ‖ ciphertext ‖ tag. `context` is authenticated, not stored.
 * Random nonces allow 2³² values under one key (NIST SP 800-38D clause 8.3); rotate long before.
 */
export const aead = {
  overheadBytes: nonceBytes + tagBytes,

  encrypt(key: Buffer, context: Uint8Array, plain: Uint8Array): Buffer {
    const nonce = randomBytes(nonceBytes)
    const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
    cipher.setAAD(context)
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  },

  /** Throws when key, context or bytes are not the ones of `encrypt`. */
  decrypt(key: Buffer, context: Uint8Array, sealed: Uint8Array): Buffer {
    if (sealed.length < this.overheadBytes) throw new Error('sealed value is too short')
    const nonce = sealed.subarray(0, nonceBytes)
    const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
    decipher.setAAD(context)
    decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
    const body = sealed.subarray(nonceBytes, sealed.length - tagBytes)
    return Buffer.concat([decipher.update(body), decipher.final()])
  },
}
