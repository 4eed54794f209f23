import { open } from 'node:fs/promises'
import type { Keyring } from './keyring.ts'
import { keyringFile } from './keyringFile.ts'

/**
 * Reads MASTER_KEY_FILE. Throws an Error that says what to do when the file is missing, can be read
 * by group or others, or does not hold keys. Windows has no such mode bits: there it is not checked.
 */
export async function openKeyring(path: string): Promise<Keyring> {
  const handle = await open(path, 'r').catch((cause: unknown) => {
    throw new Error(`The master key file ${path} cannot be opened.`, { cause })
  })
  try {
    const stats = await handle.stat()
    if (!stats.isFile()) throw new Error(`The master key file ${path} is not a file.`)
    if (process.platform !== 'win32' && (stats.mode & 0o077) !== 0) {
      const mode = (stats.mode & 0o777).toString(8).padStart(4, '0')
      throw new Error(
        `The master key file ${path} has mode ${mode}: group or others can use it. Run: chmod 600 ${path}`,
      )
    }
    return parse(path, await handle.readFile('utf8'))
  } finally {
    await handle.close()
  }
}

function parse(path: string, text: string): Keyring {
  try {
    return keyringFile.parse(text)
  } catch (error) {
    const faults = error instanceof Error ? error.message : String(error)
    throw new Error(`The master key file ${path} is not valid: ${faults}`, { cause: error })
  }
}
