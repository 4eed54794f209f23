import type { ToCamera } from './browserCamera.ts'
import { createHandset, type Handset, type HandsetSettings } from './createHandset.ts'
import { isSpoken } from './modes.ts'

/** What is needed of a worker. */
declare function postMessage(message: Uint8ClampedArray, transfer: readonly ArrayBufferLike[]): void
declare function addEventListener(type: 'message', hear: (event: { data: ToCamera }) => void): void

/** Two digits in small pictures: code that runs for the first time is several times slower than it will be. */
const rehearsal = {
  frameSize: { widthPx: 150, heightPx: 200 },
  digits: ['8', '5'],
  digitMs: 1500,
  frameMs: 25,
} as const

let handset: Handset | null = null

// Runs as a worker of a page: the camera that browserCamera.ts puts into the page.
addEventListener('message', ({ data }) => {
  if (data.type === 'start') handset = start(data)
  else if (data.type === 'show') handset?.show(data.colour, data.atMs)
  else handset?.ask({ digit: data.digit }, data.atMs)
})

/** Sends a picture (RGBA) every so often, the first one when the others will not be long in coming. */
function start({ handset: settings, intervalMs, originMs }: ToCamera & { type: 'start' }): Handset {
  const filmed = createHandset(settings)
  const { widthPx, heightPx } = settings.frameSize
  filmed.prepare()
  if (settings.mode && isSpoken(settings.mode)) rehearse(settings)

  function send(): void {
    const { rgb } = filmed.frame(performance.timeOrigin + performance.now() - originMs)
    const rgba = new Uint8ClampedArray(widthPx * heightPx * 4).fill(255)
    for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
      rgba[to] = rgb[from]!
      rgba[to + 1] = rgb[from + 1]!
      rgba[to + 2] = rgb[from + 2]!
    }
    postMessage(rgba, [rgba.buffer])
  }
  send()
  setInterval(send, intervalMs)
  return filmed
}

/** Nobody sees it. */
function rehearse(settings: HandsetSettings): void {
  const { frameSize, digits, digitMs, frameMs } = rehearsal
  const small = createHandset({ ...settings, frameSize, stillSize: frameSize })
  small.show(small.situation.screen.idleColour, 0)
  for (const [index, digit] of digits.entries()) {
    small.ask({ digit }, index * digitMs)
    for (let sinceMs = 0; sinceMs < digitMs; sinceMs += frameMs) {
      small.frame(index * digitMs + sinceMs)
    }
  }
}
