import type { CameraFrame, Platform } from '../platform/platform.ts'
import { canIUse } from '../platform/canIUse.ts'

/** What the worker (workers/jpeg.ts) is asked. */
export interface EncodeRequest {
  id: number
  frame: CameraFrame
  widthPx: number
  heightPx: number
  /** 0–1 */
  quality: number
}

/** What it answers; null = it could not. */
export interface EncodeAnswer {
  id: number
  jpeg: ArrayBuffer | null
}

/** Crops, scales and compresses frames away from the page's own thread, one after the other. */
export interface Encoder {
  encode: (request: Omit<EncodeRequest, 'id'>) => Promise<Uint8Array | null>
  /** Frames handed over and not yet back. */
  waiting: () => number
  close: () => void
}

/** Null where there is no worker: an app has one at a time, and its folder must be in app.json. */
export function openEncoder(wx: Platform, workerPath: string): Encoder | null {
  if (!canIUse(wx, 'createWorker')) return null
  const asked = new Map<number, (jpeg: Uint8Array | null) => void>()
  let count = 0
  try {
    const worker = wx.createWorker(workerPath)
    worker.onMessage(message => {
      if (!isAnswer(message)) return
      asked.get(message.id)?.(message.jpeg && new Uint8Array(message.jpeg))
      asked.delete(message.id)
    })
    return {
      encode: request =>
        new Promise(resolve => {
          count += 1
          asked.set(count, resolve)
          // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's, not a window's
          worker.postMessage({ ...request, id: count } satisfies EncodeRequest)
        }),
      waiting: () => asked.size,
      close: () => {
        worker.terminate()
        for (const resolve of asked.values()) resolve(null)
        asked.clear()
      },
    }
  } catch {
    return null
  }
}

function isAnswer(value: unknown): value is EncodeAnswer {
  return typeof value === 'object' && value !== null && 'id' in value && 'jpeg' in value
}
