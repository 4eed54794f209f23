import { gridSide, type LightFrame, type PaintTimeline } from '../../server/domain/lightFrame.ts'
import type { LightSecret } from '../../server/domain/light/generateLightChallenge.ts'
import { plannedSteps } from '../../server/domain/light/plannedSteps.ts'
import { seededRandom } from './seededRandom.ts'
import { encode, expose, exposeOne, lum, meanOf, mix } from './simulatedCamera.ts'
import { backdropOf, waysOf, type Ways } from './simulatedRays.ts'
import type { Scene } from './simulatedScene.ts'
import { albedoAt, isSkin, placeOf, skinTexture } from './simulatedSkin.ts'
import {
  headSurface,
  interOcularM,
  meanHead,
  posed,
  randomHead,
  sheetSurface,
  type Surface,
} from './simulatedSurface.ts'

export interface Simulation {
  painted: PaintTimeline
  frames: LightFrame[]
}

const cells = gridSide * gridSide
const [widthPx, heightPx] = [360, 480]
const focalPx = 0.6 * Math.hypot(widthPx, heightPx)

/** Performs a ceremony before a simulated camera. The same seed gives the same frames. */
export function simulateLight(secret: LightSecret, scene: Scene, seed: number): Simulation {
  const random = seededRandom(seed)
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const painted = paint(secret, 1000 + 500 * random(), random)
  const { subject } = scene
  const head = headSurface(randomHead(random))
  const mesh = headSurface(meanHead, scene.meshDepth)
  const picture = { lamp: direction(random), diffuse: 0.4 + 0.4 * random() }
  const texture = skinTexture(random)
  const flat =
    subject.kind === 'print' ? sheetSurface(subject.bend) : sheetSurface({ kind: 'flat' })
  const other =
    subject.kind === 'display' && subject.lit
      ? paint(subject.lit, painted[0]! + subject.delayMs, random)
      : null
  const gains = [1, 1, 1]
  let exposure = 0
  let sway = [0, 0, 0, 0]
  let previous = 0
  let ways: Ways | null = null
  const frames: LightFrame[] = []

  for (
    let time = painted[0]! - 150 * random();
    time < painted.at(-1)! + 60;
    time += (1000 / scene.framesPerSecond) * (0.9 + 0.2 * random())
  ) {
    const elapsedS = previous ? (time - previous) / 1000 : 1
    previous = time
    sway = sway.map(place => place * 0.97 + scene.sway * normal() * elapsedS)
    const pose = {
      yaw: (scene.yawDeg / 180) * Math.PI + sway[0]! * 0.5,
      pitch: (scene.pitchDeg / 180) * Math.PI + sway[1]! * 0.5,
      roll: sway[2]! * 0.3,
    }
    const tilt = subject.kind === 'print' ? subject.tiltDeg : ([0, 0] as const)
    const radians = { yaw: (tilt[0] / 180) * Math.PI, pitch: (tilt[1] / 180) * Math.PI, roll: 0 }
    const living = posed(head, pose)
    const sheet = posed(flat, radians)
    const isNose = (u: number, v: number): boolean =>
      subject.kind === 'print' &&
      subject.nose === true &&
      (u / 0.017) ** 2 + ((v - 0.03) / 0.026) ** 2 < 1
    const real: Surface = (u, v) =>
      subject.kind === 'face' || isNose(u, v) ? living(u, v) : sheet(u, v)
    const depicted = living
    const shift = [sway[2]! * interOcularM, sway[3]! * interOcularM]
    const jitter = [0.0006 * normal(), 0.0006 * normal()]
    const eyes = [shift[0]!, shift[1]! - 0.01, scene.distanceM] as const
    const light = lightAt(secret, painted, time, scene)
    const otherLight =
      subject.kind === 'display' && subject.lit && other
        ? lightAt(subject.lit, other, time, scene)
        : [0, 0, 0]
    const flicker = 1 + 0.01 * normal()

    const [slipU, slipV] = scene.meshSlip
    const meshed = posed((u, v) => mesh(u + slipU, v + slipV), pose)
    // Poses change little from frame to frame: the light's way is followed anew in every fourth.
    if (!ways || frames.length % 4 === 0)
      ways = waysOf({ real, meshed, depicted, eyes, scene, picture })
    const radiance = new Float32Array(cells * 3).fill(NaN)
    for (let cell = 0; cell < cells; cell++) {
      const [u, v] = placeOf(cell)
      if (!isSkin(u, v, scene.glasses)) continue
      const albedo = albedoAt(u + jitter[0]!, v + jitter[1]!, scene, texture)
      for (let channel = 0; channel < 3; channel++) {
        const roomLight = scene.roomLux * scene.roomColour[channel]! * flicker
        const screenLux = scene.screenNits * light[channel]!
        const direct = roomLight * ways.room[cell]! + screenLux * ways.screen[cell]!
        const glare = ways.glare[cell]! * screenLux * Math.PI
        let value = albedo[channel]! * direct
        if (subject.kind === 'print' && !isNose(u, v))
          value = Math.min(0.9, albedo[channel]! * ways.past[cell]! * 1.1) * direct
        if (subject.kind === 'display') {
          const pixel =
            albedo[channel]! * (ways.past[cell]! + 10 * ways.before[cell]! * otherLight[channel]!)
          value = Math.PI * subject.nits * Math.min(1, pixel) + 0.02 * direct
        }
        radiance[cell * 3 + channel] = value + glare
      }
    }
    const backdrop = backdropOf(scene, light, flicker)
    const mixed = mix(radiance, scene.crosstalk)
    const mean = [0, 1, 2].map(channel => meanOf(mixed, channel))
    const luminance = 0.2 * mean[0]! + 0.7 * mean[1]! + 0.1 * mean[2]!
    const rate = exposure === 0 ? 1 : 1 - Math.exp(-elapsedS / scene.exposureS)
    const wanted = 0.2 / luminance
    exposure =
      exposure === 0
        ? wanted * (0.85 + 0.3 * random())
        : exposure * (wanted / exposure) ** (rate * 0.8)
    const speed = frames.length === 0 ? 1 : 1 - Math.exp(-elapsedS / scene.whiteBalanceS)
    for (let channel = 0; channel < 3; channel++) {
      // Grey world: half the face, half what is behind it.
      const cast = mean[channel]! / luminance
      const behind = backdrop ? backdrop[channel]! / lum(backdrop) : cast
      const target = (cast * behind) ** (-0.5 * scene.whiteBalance)
      gains[channel]! *= (target / gains[channel]!) ** speed
    }
    if (random() < scene.dropRate) continue

    const camera = { gains: gains.map(gain => gain * exposure), contrast: scene.contrast }
    const interOcularPx = (focalPx * interOcularM) / scene.distanceM
    const cellNoise = scene.noise / Math.sqrt(Math.max(1, (interOcularPx * 0.09) ** 2 / 4))
    const grid = expose(mixed, camera, cellNoise, scene.noise * 0.12, normal)
    const skinMean = [0, 1, 2].map(channel => meanOf(grid, channel))
    const known = skinMean.every(value => value > 0)
    frames.push({
      timeMs: time + scene.lagMs + 4 * normal(),
      widthPx,
      heightPx,
      faceCount: 1,
      face: {
        interOcularPx,
        yawDeg: (pose.yaw / Math.PI) * 180,
        pitchDeg: (pose.pitch / Math.PI) * 180,
        rollDeg: (pose.roll / Math.PI) * 180,
        eyeOpening: 0.3,
        mouthOpening: 0,
        mouthWidth: 0.8,
        lipHeight: 0.3,
        chin: new Float32Array(0),
        centre: [
          widthPx / 2 + (focalPx * shift[0]!) / scene.distanceM,
          heightPx / 2 + (focalPx * (shift[1]! - 0.01)) / scene.distanceM,
        ],
        box: [80, 80, 200, 280],
        skin: known ? [skinMean[0]!, skinMean[1]!, skinMean[2]!] : null,
        skinPixels: 4000,
        luminance: 255 * encode(known ? lum(skinMean) : 0),
        grid,
        normals: ways.normals,
        meanFaceNormals: ways.normals,
        positions: ways.positions,
      },
      background: backdrop ? exposeOne(backdrop, camera, scene.noise * 0.03, normal) : null,
      backgroundPixels: backdrop ? 20_000 : 0,
    })
  }
  return { painted, frames }
}

function paint(secret: LightSecret, startMs: number, random: () => number): number[] {
  const painted = [startMs]
  for (const duration of plannedSteps(secret).durationsMs)
    painted.push(painted.at(-1)! + duration + 16 * (random() - 0.3))
  return painted
}

/** Light of the screen over the camera's exposure of 25 ms, linear, 0–1 a channel. */
function lightAt(
  secret: LightSecret,
  painted: readonly number[],
  timeMs: number,
  { gamma }: Scene,
): number[] {
  const { lights } = plannedSteps(secret)
  const sum = [0, 0, 0]
  const samples = 5
  for (let sample = 0; sample < samples; sample++) {
    const at = timeMs - (25 * sample) / samples
    const step = Math.min(
      lights.length - 1,
      Math.max(
        0,
        painted.findLastIndex(start => start <= at),
      ),
    )
    const isGrey = step === 0 || step === lights.length - 1
    for (let channel = 0; channel < 3; channel++)
      sum[channel]! += (isGrey ? (128 / 255) ** gamma : lights[step]![channel]!) / samples
  }
  return sum.map(value => 0.002 + 0.998 * value)
}

function direction(random: () => number): [number, number, number] {
  const turn = (random() * 2 - 1) * 1.5
  const up = random() * 1.2 - 0.2
  return [Math.sin(turn) * Math.cos(up), -Math.sin(up), -Math.cos(turn) * Math.cos(up)]
}
