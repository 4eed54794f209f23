import { createKeys, type Keys } from '../../server/keys/createKeys.ts'
import type { Keyring } from '../../server/keys/keyring.ts'
import { keyringFile } from '../../server/keys/keyringFile.ts'

/** A fresh keyring that no file holds; with `older`, its keys stay readable in the new one. */
export function createTestKeyring(older: Keyring | null = null): Keyring {
  return {
    seal: keyringFile.withNewKey(older?.seal ?? null),
    lookup: keyringFile.withNewKey(older?.lookup ?? null),
  }
}

export function createTestKeys(): Keys {
  return createKeys(createTestKeyring())
}
