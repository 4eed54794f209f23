import { answering, Refusal } from './answering.ts'
import type { Files } from './files.ts'
import type { Log } from './log.ts'
import type { Script } from './script.ts'
import { trigger } from './trigger.ts'

/** The front camera of the page: what getUserMedia gives (the simulated phone, in the tests). */
export interface CameraDouble {
  createCameraContext: () => object
  /** The page's <camera> came or went. */
  mount: (element: HTMLElement) => void
  unmount: (element: HTMLElement) => void
  /** WeChat takes the camera away: a call, another app. */
  interrupt: () => void
}

/** Width of what onCameraFrame gives: a phone gives what it likes, not what was asked for. */
const frameWidthPx = 288 * 2
/** WeChat ends a recording by itself, s. */
const recordLimitS = 30

export function createCamera(script: Script, files: Files, log: Log): CameraDouble {
  let mounted: HTMLElement | null = null
  let video: HTMLVideoElement | null = null
  let stream: MediaStream | null = null
  let recorder: { stop: () => Promise<object> } | null = null
  const frameLoops = new Set<() => void>()

  async function open(element: HTMLElement): Promise<void> {
    if (script.permissions.camera !== 'granted' || script.system.camera !== 'authorized') {
      trigger(element, 'error', { errMsg: 'insertCamera:fail auth deny' })
      return
    }
    const opened = await navigator.mediaDevices.getUserMedia({ video: true, audio: true })
    if (mounted !== element) return
    stream = opened
    video = document.createElement('video')
    video.muted = true
    video.playsInline = true
    video.srcObject = stream
    element.append(video)
    await video.play()
    if (script.camera.tellsReady) trigger(element, 'initdone', { maxZoom: 1 })
  }

  function close(): void {
    for (const stop of frameLoops) stop()
    void recorder?.stop().catch(() => undefined)
    recorder = null
    for (const track of stream?.getTracks() ?? []) track.stop()
    stream = null
    video?.remove()
    video = null
  }

  function onCameraFrame(listener: (frame: object) => void) {
    let timer: ReturnType<typeof setInterval> | undefined
    const canvas = document.createElement('canvas')
    const context = canvas.getContext('2d', { willReadFrequently: true })!
    const stop = () => clearInterval(timer)
    frameLoops.add(stop)

    function give(): void {
      if (!video || video.videoWidth === 0) return
      canvas.width = Math.min(frameWidthPx, video.videoWidth)
      canvas.height = Math.round((canvas.width * video.videoHeight) / video.videoWidth)
      context.drawImage(video, 0, 0, canvas.width, canvas.height)
      const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height)
      listener({ width, height, data: data.buffer })
    }

    return {
      start: answering('CameraFrameListener.start', () => {
        if (script.camera.frames === 'refused')
          throw new Refusal('onCameraFrame is not supported on your device')
        if (script.camera.frames === 'yes')
          timer = setInterval(give, 1000 / script.camera.framesPerSecond)
      }),
      stop: answering('CameraFrameListener.stop', stop),
    }
  }

  const startRecord = answering<{ timeout?: number; timeoutCallback?: (result: object) => void }>(
    'operateCamera',
    async ({ timeout = recordLimitS, timeoutCallback }) => {
      if (!stream) throw new Refusal('the camera is not there')
      if (recorder) throw new Refusal('is recording or stop record')
      if (script.permissions.record !== 'granted') throw new Refusal('auth deny')
      log.note('startRecord')
      const media = new MediaRecorder(stream, {
        mimeType: 'video/webm;codecs=vp8,opus',
        videoBitsPerSecond: 4_000_000,
        audioBitsPerSecond: 128_000,
      })
      const parts: Blob[] = []
      const startedMs = performance.now()
      media.addEventListener('dataavailable', ({ data }) => parts.push(data))
      const started = new Promise(resolve => media.addEventListener('start', resolve))
      const ended = new Promise(resolve => media.addEventListener('stop', resolve))
      const limit = setTimeout(() => {
        void own.stop().then(timeoutCallback)
      }, timeout * 1000)
      const own = {
        stop: async () => {
          clearTimeout(limit)
          if (recorder === own) recorder = null
          if (media.state !== 'inactive') media.stop()
          await ended
          log.note('stopRecord')
          const bytes = await new Blob(parts).arrayBuffer()
          const tempVideoPath = files.keep(bytes, 'mp4')
          const tempThumbPath = files.keep(new ArrayBuffer(1), 'jpg')
          const duration = (performance.now() - startedMs) / 1000
          return { tempVideoPath, tempThumbPath, duration, size: bytes.byteLength }
        },
      }
      recorder = own
      media.start()
      await started
    },
  )

  const context = {
    startRecord,
    stopRecord: answering('operateCamera', async () => {
      if (!recorder) throw new Refusal('is not recording')
      return await recorder.stop()
    }),
    takePhoto: answering('operateCamera', async () => {
      if (!video) throw new Refusal('the camera is not there')
      const canvas = document.createElement('canvas')
      canvas.width = video.videoWidth
      canvas.height = video.videoHeight
      canvas.getContext('2d')!.drawImage(video, 0, 0)
      const blob = await new Promise<Blob | null>(resolve =>
        canvas.toBlob(resolve, 'image/jpeg', 0.92),
      )
      const tempImagePath = files.keep(await blob!.arrayBuffer(), 'jpg')
      return { tempImagePath, width: canvas.width, height: canvas.height }
    }),
  }

  return {
    createCameraContext: () =>
      script.camera.frames === 'absent' ? context : { ...context, onCameraFrame },
    mount: element => {
      mounted = element
      void open(element)
    },
    unmount: element => {
      if (mounted !== element) return
      mounted = null
      close()
    },
    interrupt: () => {
      const element = mounted
      close()
      if (element) trigger(element, 'stop', {})
    },
  }
}
