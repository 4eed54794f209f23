import { readFile } from 'node:fs/promises'
import { UsageError } from '../command.ts'

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'that is a folder',
  EACCES: 'it may not be read',
}

/** The file that an option names. @throws UsageError naming both when it cannot be read */
export async function readGivenFile(option: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    const reason = reasons[code] ?? `it cannot be read (${code})`
    throw new UsageError(`--${option} ${path}: ${reason}.`, { cause })
  }
}
