import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'

/**
 * Writes a file so that readers see the old bytes or the new ones, never a part, even when two
 * processes write it at once or the machine stops in between.
 */
export async function writeAtomically(path: string, bytes: Uint8Array): Promise<void> {
  // Beside the target: a rename is atomic only within one file system.
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    const file = await open(temporary, 'wx')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
