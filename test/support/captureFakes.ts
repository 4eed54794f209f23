import type { CaptureVision } from '../../server/domain/capture/captureVision.ts'
import { chinRows, chinStrip } from '../../server/domain/chinStrip.ts'
import type { FaceMeasurement, PhotoAnalysis } from '../../server/domain/face.ts'
import { type LightFace, type LightFrame, type Rgb } from '../../server/domain/lightFrame.ts'
import { seededRandom } from './seededRandom.ts'

/** What a fake picture shows; everything else is a good frame of one person. */
export interface FakeScene {
  /** Different numbers = different bytes. */
  n: number
  faces?: number
  interOcularPx?: number
  yawDeg?: number
  luminance?: number
  eyeOpening?: number
  mouthOpening?: number
  lipHeight?: number
  /** Of the passive model; null = there is none. */
  padScore?: number | null
  centre?: [number, number]
  /** How much a living head sways and lips twitch where nothing else is said; 0 = a picture. Default 1. */
  sway?: number
  /** Different people are far apart in the embedding. */
  person?: number
  /** The fake vision throws on it, as after a crash. */
  crash?: boolean
  undecodable?: boolean
  widthPx?: number
  heightPx?: number
}

/**
 * A "JPEG" that the server's cheap checks take for one (SOI and frame header with the size) and that
 * the fake vision reads: its scene as text. Unit tests of flows only.
 */
export function fakeJpeg(scene: FakeScene): Buffer {
  const { widthPx = 360, heightPx = 480 } = scene
  const header = Buffer.alloc(13)
  header.set([0xff, 0xd8, 0xff, 0xc0, 0, 11, 8])
  header.writeUInt16BE(heightPx, 7)
  header.writeUInt16BE(widthPx, 9)
  return Buffer.concat([header, Buffer.from(JSON.stringify(scene))])
}

const readScene = (jpeg: Uint8Array): FakeScene =>
  JSON.parse(Buffer.from(jpeg.subarray(13)).toString())

/** A face grid of one colour; of fewer cells than a face's, which are looked at faster. */
export function fakeGrid(skin: Rgb, cells = 120): Float32Array {
  const grid = new Float32Array(cells * 3)
  for (let at = 0; at < grid.length; at++) grid[at] = skin[at % 3]!
  return grid
}

/** What a face is when its skin is of another colour. */
export const fakeSkin = (skin: Rgb): Pick<LightFace, 'skin' | 'grid'> => ({
  skin,
  grid: fakeGrid(skin),
})

const grey = fakeSkin([0.3, 0.3, 0.3])

export function fakeFrame(scene: FakeScene, timeMs: number): LightFrame {
  const { faces = 1, widthPx = 360, heightPx = 480 } = scene
  const empty = new Float32Array(0)
  const swayOf = (axis: number) => (scene.sway ?? 1) * swayAt(axis, timeMs)
  const face: LightFace = {
    interOcularPx: scene.interOcularPx ?? 90 + 0.5 * swayOf(2),
    yawDeg: scene.yawDeg ?? 0,
    pitchDeg: 0,
    rollDeg: 0,
    eyeOpening: scene.eyeOpening ?? 0.3,
    mouthOpening: scene.mouthOpening ?? 0,
    mouthWidth: 0.8 + 0.01 * swayOf(3),
    lipHeight: scene.lipHeight ?? 0.3,
    chin: fakeChin(scene.lipHeight ?? 0.3),
    centre: scene.centre ?? [180 + 2 * swayOf(0), 230 + 2 * swayOf(1)],
    box: [90, 120, 180, 240],
    ...grey,
    skinPixels: 9000,
    luminance: scene.luminance ?? 120,
    normals: empty,
    meanFaceNormals: empty,
    positions: empty,
  }
  return {
    timeMs,
    widthPx,
    heightPx,
    faceCount: faces,
    face: faces > 0 ? face : null,
    background: null,
    backgroundPixels: 0,
  }
}

const drawn = seededRandom(71)
const knots = Array.from({ length: 4 }, () => Array.from({ length: 499 }, () => 2 * drawn() - 1))

/** −1.7…1.7, slowly and with a tremble, and never twice alike within a minute. */
function swayAt(axis: number, timeMs: number): number {
  const drift = (everyMs: number) => {
    const at = timeMs / everyMs
    const knot = (step: number) => knots[axis]!.at((Math.floor(at) + step) % 499)!
    return knot(0) + (knot(1) - knot(0)) * (at - Math.floor(at))
  }
  return drift(1100) + 0.7 * drift(140)
}

/** The strip of a chin that sinks as the lips part: bright skin, its edge, the throat in the dark. */
export function fakeChin(lipHeight: number): Float32Array {
  const edge = 1.75 + 0.6 * (lipHeight - 0.3)
  return Float32Array.from({ length: chinRows }, (_, row) => {
    const y = chinStrip.fromY + row * chinStrip.step
    return 90 - 60 * Math.tanh((y - edge) / 0.1)
  })
}

export function fakeEmbedding(person: number): Float32Array {
  const embedding = new Float32Array(128)
  embedding[person] = 1
  return embedding
}

const measurement: FaceMeasurement = {
  box: [100, 100, 300, 400],
  confidence: 0.99,
  meshFlag: 0.99,
  landmarks: new Float32Array(1404),
  interOcularPx: 120,
  yawDeg: 0,
  pitchDeg: 0,
  rollDeg: 0,
  sharpness: 1,
  luminance: 120,
  overexposed: 0,
  underexposed: 0,
  occlusion: 0,
  outside: 0,
}

export function fakePhotoAnalysis(image: Uint8Array): PhotoAnalysis {
  const scene = readScene(image)
  if (scene.crash) throw new Error('the fake model crashed')
  if (scene.undecodable) return { ok: false, fault: 'notAnImage', detail: 'fake' }
  const { faces = 1, person = 1, widthPx = 720, heightPx = 960 } = scene
  return {
    ok: true,
    width: widthPx,
    height: heightPx,
    faces: Array.from({ length: faces }, () => measurement),
    embedding: faces > 0 ? fakeEmbedding(person) : null,
    padScore: scene.padScore ?? null,
    padSignals: { rasterPeak: 1, rim: 0.2, bezel: 0 },
    cost: { totalMs: 0, inferenceMs: 0 },
  }
}

/** Reads scenes instead of pictures. */
export const fakeVision: CaptureVision = {
  openTrack: () => ({
    async analyse(jpeg, timeMs) {
      const scene = readScene(jpeg)
      if (scene.crash) throw new Error('the fake model crashed')
      if (scene.undecodable) return { ok: false, fault: 'notAnImage', detail: 'fake' }
      return { ok: true, frame: fakeFrame(scene, timeMs) }
    },
    analyseStill: async jpeg => fakePhotoAnalysis(jpeg),
    close: () => {},
  }),
}
