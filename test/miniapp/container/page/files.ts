import { answering, Refusal } from './answering.ts'

/** Temporary files in memory. */
export interface Files {
  /** Keeps bytes under a name as WeChat gives them. */
  keep: (bytes: ArrayBuffer, ending: string) => string
  getFileSystemManager: () => object
}

interface ReadOptions {
  filePath: string
  encoding?: string
  position?: number
  length?: number
}

export function createFiles(): Files {
  const files = new Map<string, ArrayBuffer>()

  function find(path: string): ArrayBuffer {
    const bytes = files.get(path)
    if (!bytes) throw new Refusal(`no such file or directory, open ${path}`, { errno: 1300002 })
    return bytes
  }

  function read({ filePath, position = 0, length, encoding }: ReadOptions): ArrayBuffer {
    if (encoding !== undefined) throw new Refusal(`encoding ${encoding} is not offered`)
    const bytes = find(filePath)
    const end = length === undefined ? bytes.byteLength : position + length
    if (position < 0 || position > bytes.byteLength || end > bytes.byteLength)
      throw new Refusal('the value of "length" is out of range', { errno: 1300022 })
    return bytes.slice(position, end)
  }

  const manager = {
    readFile: answering<ReadOptions>('readFile', options => ({ data: read(options) })),
    readFileSync: (filePath: string, encoding?: string, position?: number, length?: number) =>
      read({
        filePath,
        ...(encoding === undefined ? {} : { encoding }),
        ...(position === undefined ? {} : { position }),
        ...(length === undefined ? {} : { length }),
      }),
    getFileInfo: answering<{ filePath: string }>('getFileInfo', ({ filePath }) => ({
      size: find(filePath).byteLength,
    })),
    stat: answering<{ path: string }>('stat', ({ path }) => ({
      stats: { size: find(path).byteLength, isFile: () => true, isDirectory: () => false },
    })),
    statSync: (path: string) => ({ size: find(path).byteLength, isFile: () => true }),
    unlink: answering<{ filePath: string }>('unlink', ({ filePath }) => {
      find(filePath)
      files.delete(filePath)
    }),
    unlinkSync: (filePath: string) => void files.delete(filePath),
    accessSync: (path: string) => void find(path),
  }

  return {
    keep: (bytes, ending) => {
      const path = `wxfile://tmp_${files.size}_${bytes.byteLength}.${ending}`
      files.set(path, bytes)
      return path
    },
    getFileSystemManager: () => manager,
  }
}
