/** How long a camera may take to its first decoded frame, and how long it may stay black, ms. */
const firstFrameMs = 5_000
const blackMs = 3_000
const lookEveryMs = 150

/** Brightest of 16 × 16 samples below this is a covered or a broken camera, 0–255. */
const blackBelow = 8

/**
 * Plays the stream and waits for a frame that shows something. False when none comes: some iOS web
 * views grant the permission and then deliver nothing or black (wechat-platform sheet §4).
 */
export async function awaitPicture(video: HTMLVideoElement, stream: MediaStream): Promise<boolean> {
  video.srcObject = stream
  // A refused play() shows itself as a missing picture.
  void video.play().catch(() => undefined)
  const probe = document.createElement('canvas')
  probe.width = 16
  probe.height = 16
  const context = probe.getContext('2d', { willReadFrequently: true })
  const startMs = performance.now()
  let firstMs: number | null = null
  for (;;) {
    const nowMs = performance.now()
    if (video.videoWidth > 0 && video.readyState >= 2) {
      firstMs ??= nowMs
      if (!context || showsSomething(context, video)) return true
    }
    if (firstMs === null ? nowMs - startMs > firstFrameMs : nowMs - firstMs > blackMs) return false
    if (!stream.active) return false
    await new Promise(resolve => setTimeout(resolve, lookEveryMs))
  }
}

function showsSomething(context: CanvasRenderingContext2D, video: HTMLVideoElement): boolean {
  context.drawImage(video, 0, 0, 16, 16)
  const { data } = context.getImageData(0, 0, 16, 16)
  return data.some((value, index) => index % 4 !== 3 && value >= blackBelow)
}
