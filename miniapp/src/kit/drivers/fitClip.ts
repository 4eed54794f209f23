import { canIUse } from '../platform/canIUse.ts'
import type { Platform } from '../platform/platform.ts'
import { within } from '../platform/within.ts'

const infoMs = 10_000
const compressMs = 20_000
/** Sixteen seconds of it, the longest ceremony that is recorded, have 5 MB. */
const compression = { bitrate: 2_500, fps: 30, resolution: 1 } as const

/**
 * The clip itself where the server takes its size, else a smaller one that WeChat makes of it; null when
 * there is none that is small enough.
 */
export async function fitClip(
  wx: Platform,
  filePath: string,
  maxBytes: number,
): Promise<string | null> {
  if (await fits(wx, filePath, maxBytes)) return filePath
  if (!canIUse(wx, 'compressVideo')) return null
  const smaller = await within<{ tempFilePath: string }>(compressMs, (success, fail) =>
    wx.compressVideo({ src: filePath, ...compression, success, fail }),
  )
  return smaller && (await fits(wx, smaller.tempFilePath, maxBytes)) ? smaller.tempFilePath : null
}

/** A phone that tells no size gets the benefit of the doubt: the upload looks again. */
async function fits(wx: Platform, filePath: string, maxBytes: number): Promise<boolean> {
  const info = await within<{ size: number }>(infoMs, (success, fail) =>
    wx.getFileSystemManager().getFileInfo({ filePath, success, fail }),
  )
  return !info || info.size <= maxBytes
}
