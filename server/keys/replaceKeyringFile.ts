import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Keyring, KeySet } from './keyring.ts'
import { keyringFile } from './keyringFile.ts'
import { openKeyring } from './openKeyring.ts'
import { syncFolder } from './syncFolder.ts'

/** `add`: one new current key of each kind. `retire`: every key but the current ones goes. */
export type KeyringChange = 'add' | 'retire'

/**
 * Changes the master key file in one step (temporary file, fsync, rename) and returns the new keys.
 * The order of a rotation: `add`, restart every server, rotateMasterKeys, `retire`, restart.
 * Retire only after rotateMasterKeys reported that nothing is left under an old key: what a retired
 * key sealed can never be read again.
 */
export async function replaceKeyringFile(path: string, change: KeyringChange): Promise<Keyring> {
  const old = await openKeyring(path)
  const next = { seal: changes[change](old.seal), lookup: changes[change](old.lookup) }
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`
  try {
    const handle = await open(temporary, 'wx', 0o600)
    try {
      await handle.writeFile(keyringFile.format(next))
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, path)
  } finally {
    await rm(temporary, { force: true })
  }
  await syncFolder(dirname(path))
  return next
}

const changes: Record<KeyringChange, (set: KeySet) => KeySet> = {
  add: set => keyringFile.withNewKey(set),
  retire: set => ({
    currentId: set.currentId,
    keys: new Map([...set.keys].filter(([id]) => id === set.currentId)),
  }),
}
