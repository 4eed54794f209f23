import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Platform } from '../platform/platform.ts'
import { within } from '../platform/within.ts'

/** A recorded file, read in slices: a phone's memory is small. */
export interface Clip {
  sizeBytes: number
  /** Hex. */
  sha256: string
  read: (offset: number, lengthBytes: number) => Promise<Uint8Array | null>
}

/** Read and hashed at a time. */
const sliceBytes = 262_144
const readMs = 10_000

/** Null when the file cannot be read, or is empty. */
export async function readClip(wx: Platform, filePath: string): Promise<Clip | null> {
  const files = wx.getFileSystemManager()
  let whole: Uint8Array | null = null

  async function readFile(range: {
    position?: number
    length?: number
  }): Promise<Uint8Array | null> {
    const file = await within<{ data: string | ArrayBuffer }>(readMs, (success, fail) =>
      files.readFile({ filePath, ...range, success, fail }),
    )
    return file && typeof file.data !== 'string' ? new Uint8Array(file.data) : null
  }

  async function read(offset: number, lengthBytes: number): Promise<Uint8Array | null> {
    if (whole) return whole.subarray(offset, offset + lengthBytes)
    const slice = await readFile({ position: offset, length: lengthBytes })
    if (slice?.length === lengthBytes) return slice
    // A client that knows no slices gives the whole file, or nothing.
    whole = await readFile({})
    return whole && whole.subarray(offset, offset + lengthBytes)
  }

  const info = await within<{ size: number }>(readMs, (success, fail) =>
    files.getFileInfo({ filePath, success, fail }),
  )
  if (!info) whole = await readFile({})
  const sizeBytes = info?.size ?? whole?.length ?? 0
  if (sizeBytes === 0) return null
  const hash = sha256.create()
  for (let offset = 0; offset < sizeBytes; offset += sliceBytes) {
    const lengthBytes = Math.min(sliceBytes, sizeBytes - offset)
    const slice = await read(offset, lengthBytes)
    if (slice?.length !== lengthBytes) return null
    hash.update(slice)
  }
  return { sizeBytes, sha256: bytesToHex(hash.digest()), read }
}
