import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, link, mkdir, open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Keyring } from './keyring.ts'
import { keyringFile } from './keyringFile.ts'
import { syncFolder } from './syncFolder.ts'

/**
 * Makes a master key file with one random key of each kind, mode 0600, and returns its keys.
 * Never touches a file that is there: rejects with code `EEXIST` then. The file appears whole, so
 * that another process can open it as soon as it sees it.
 */
export async function createKeyringFile(path: string): Promise<Keyring> {
  const keyring: Keyring = {
    seal: keyringFile.withNewKey(null),
    lookup: keyringFile.withNewKey(null),
  }
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`
  try {
    const handle = await open(temporary, 'wx', 0o600)
    try {
      await handle.writeFile(keyringFile.format(keyring))
      await handle.sync()
    } finally {
      await handle.close()
    }
    await place(temporary, path)
  } finally {
    await rm(temporary, { force: true })
  }
  await syncFolder(dirname(path))
  return keyring
}

/** A link fails when the name is taken, a rename would replace it. Some mounts have no links. */
async function place(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw error
    await copyFile(temporary, path, constants.COPYFILE_EXCL)
  }
}
