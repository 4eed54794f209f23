/** What is needed of a canvas. */
export interface Canvas {
  width: number
  height: number
  getContext(
    kind: '2d',
    options: { alpha: boolean },
  ): {
    createImageData(width: number, height: number): { data: Uint8ClampedArray }
    putImageData(image: { data: Uint8ClampedArray }, x: number, y: number): void
  } | null
  captureStream(): { getVideoTracks(): { getSettings(): object }[] }
}

const common = { groupId: 'phone', toJSON: () => ({}) }
const camera = { ...common, deviceId: 'front', kind: 'videoinput', label: 'Front Camera' }
const microphone = { ...common, deviceId: 'built-in', kind: 'audioinput', label: 'Microphone' }

/** What a phone's browser lists. */
export const browserDevices = [camera, microphone] as const

/** The canvas as a track that describes itself as a phone's front camera does. */
export function videoTracks(canvas: Canvas): object[] {
  const [track] = canvas.captureStream().getVideoTracks()
  if (!track) return []
  const settings = track.getSettings()
  Object.defineProperties(track, {
    label: { value: camera.label },
    getSettings: {
      value: () => ({
        ...settings,
        deviceId: camera.deviceId,
        facingMode: 'user',
        width: canvas.width,
        height: canvas.height,
      }),
    },
  })
  return [track]
}
