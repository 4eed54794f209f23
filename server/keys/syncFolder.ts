import { open } from 'node:fs/promises'

/**
 * Makes names created, renamed or removed in a folder survive a power cut. A no-op on Windows, which
 * cannot flush a folder.
 */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
