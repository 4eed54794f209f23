import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { syncFolder } from '../../keys/syncFolder.ts'

const temporarySuffix = '.tmp'
const evidenceIdShape = /^[0-9a-f]{32}$/

export interface StoredFile {
  /** Path inside the folder. */
  path: string
  /** Null for a temporary file. */
  evidenceId: string | null
  /** Epoch ms. */
  modifiedAt: number
}

/**
 * The files of the local evidence store: `<folder>/aa/<evidenceId>`, `aa` being the id's first two
 * digits, mode 0600. Their content is sealed before it comes here.
 */
export function createEvidenceFiles(folder: string) {
  const pathOf = (evidenceId: string) => {
    // Ids come back from outside (a session's column): never let one name another place.
    if (!evidenceIdShape.test(evidenceId)) throw new TypeError('not an evidence id')
    return join(folder, evidenceId.slice(0, 2), evidenceId)
  }

  return {
    isEvidenceId: (text: string): boolean => evidenceIdShape.test(text),

    /** Whole or not at all, and flushed to disk when it resolves. */
    async write(evidenceId: string, content: Uint8Array): Promise<void> {
      const path = pathOf(evidenceId)
      const temporary = `${path}.${randomBytes(6).toString('hex')}${temporarySuffix}`
      const made = await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      if (made !== undefined) await syncFolder(folder)
      try {
        const handle = await open(temporary, 'wx', 0o600)
        try {
          await handle.writeFile(content)
          await handle.sync()
        } finally {
          await handle.close()
        }
        await rename(temporary, path)
      } catch (error) {
        await rm(temporary, { force: true })
        throw error
      }
      await syncFolder(dirname(path))
    },

    /** Null when it is not there. */
    async read(evidenceId: string): Promise<Buffer | null> {
      try {
        return await readFile(pathOf(evidenceId))
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    },

    /** Does nothing when it is not there. */
    async remove(evidenceId: string): Promise<void> {
      await rm(pathOf(evidenceId), { force: true })
    },

    /** Every file, the temporary ones included; not in any order. */
    async *list(): AsyncGenerator<StoredFile> {
      for (const shard of await namesIn(folder)) {
        for (const name of await namesIn(join(folder, shard))) {
          const isTemporary = name.endsWith(temporarySuffix)
          if (!isTemporary && !evidenceIdShape.test(name)) continue
          const path = join(shard, name)
          const modifiedAt = await modificationTime(join(folder, path))
          if (modifiedAt === null) continue
          yield { path, evidenceId: isTemporary ? null : name, modifiedAt }
        }
      }
    },

    /** Removes a file that `list` gave. */
    async removeFile(file: StoredFile): Promise<void> {
      await rm(join(folder, file.path), { force: true })
    },
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (isMissing(error) || codeOf(error) === 'ENOTDIR') return []
    throw error
  }
}

/** Null when another process removed the file meanwhile. */
async function modificationTime(path: string): Promise<number | null> {
  try {
    return (await stat(path)).mtimeMs
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT'

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined
