import type { LightSecret } from '../../domain/light/generateLightChallenge.ts'
import { plannedSteps } from '../../domain/light/plannedSteps.ts'
import { flatSurface, screenShare } from './screenShare.ts'
import type { Situation } from './situation.ts'
import type { RelitSpecies } from './species.ts'
import { frameSize, type Subject } from './subject.ts'

/** Frames of one run, 8-bit sRGB, with capture and painted times, ms. */
export interface RelitRun {
  painted: number[]
  frames: { timeMs: number; rgb: Uint8Array }[]
}

interface Parts {
  /** Light that does not come from our screen, per pixel and channel. */
  own: Float32Array
  /** What our screen's full white adds to it. */
  answer: Float32Array
}

/**
 * Renders a run of a species in which the phone performs `secret`. Genuine faces answer by their
 * normals, prints as flat paper, screens hardly at all; `wrong-code` and `screen` show a genuine
 * run of `other`, another valid code.
 */
export function renderRun(run: {
  species: RelitSpecies
  subject: Subject
  situation: Situation
  secret: LightSecret
  other: LightSecret
  random: () => number
}): RelitRun {
  const { species, subject, situation, secret, other, random } = run
  const painted = paintTimes(secret)
  const playsOther = species === 'wrong-code' || species === 'screen'
  const answering = species === 'genuine' || playsOther ? solid(subject, situation) : null
  const flat = species === 'print' ? sheet(subject, situation) : null
  const gloss = species === 'screen' ? glass(subject, situation) : null
  const camera = createCamera(situation, random)
  const frames: RelitRun['frames'] = []
  const end = painted.at(-1)! + 200
  for (
    let timeMs = 20;
    timeMs < end;
    timeMs += situation.frameIntervalMs * (0.9 + 0.2 * random())
  ) {
    const shown = lightAt(secret, painted, timeMs - situation.latencyMs)
    const replayed = lightAt(other, painted, timeMs - situation.latencyMs)
    const scene =
      species === 'static-photo'
        ? mix(subject.photo, null, null)
        : flat
          ? mix(flat.own, flat.answer, shown)
          : playsOther
            ? mix(answering!.own, answering!.answer, replayed)
            : mix(answering!.own, answering!.answer, shown)
    if (gloss) addGloss(scene, gloss, shown)
    const moved = move(scene, situation, timeMs)
    const rgb = camera(moved, timeMs)
    frames.push({ timeMs, rgb })
  }
  return { painted, frames }
}

/** The living head: every pixel answers as its normal and distance let it. */
function solid(subject: Subject, { distanceM, screenLuminance, ambientLux }: Situation): Parts {
  const share = screenShare(subject, distanceM)
  return {
    own: subject.photo,
    answer: subject.photo.map(
      (value, i) => (value * screenLuminance * share[Math.floor(i / 3)]!) / ambientLux,
    ),
  }
}

/** The photo on paper: its pixels are the paper's colour, its relief is none. */
function sheet(subject: Subject, situation: Situation): Parts {
  const { distanceM, screenLuminance, ambientLux, yaw, pitch } = situation
  const share = screenShare(flatSurface(subject.metresPerPx, yaw, pitch), distanceM)
  const paper = subject.photo.map(value => 0.03 + 0.85 * value)
  return {
    own: paper,
    answer: paper.map(
      (value, i) => (value * screenLuminance * share[Math.floor(i / 3)]!) / ambientLux,
    ),
  }
}

/** A display's glass: a weak even reflection of our screen and one glare blob. */
function glass(subject: Subject, situation: Situation): Float32Array {
  const { width, height } = frameSize
  const { distanceM, screenLuminance, ambientLux, yaw, pitch } = situation
  const share = screenShare(flatSurface(subject.metresPerPx, yaw, pitch), distanceM)
  const centre = [width * (0.5 + yaw), height * (0.7 + pitch)] as const
  return share.map((value, at) => {
    const dx = (at % width) - centre[0]
    const dy = Math.floor(at / width) - centre[1]
    const glare = 0.12 * Math.exp(-(dx * dx + dy * dy) / (2 * 22 * 22))
    return ((0.012 + glare) * value * screenLuminance) / ambientLux
  })
}

function addGloss(
  scene: Float32Array,
  gloss: Float32Array,
  light: readonly [number, number, number],
): void {
  for (let i = 0; i < scene.length; i++) {
    scene[i] = scene[i]! + gloss[Math.floor(i / 3)]! * light[i % 3]!
  }
}

function mix(
  own: Float32Array,
  answer: Float32Array | null,
  light: readonly [number, number, number] | null,
): Float32Array {
  const scene = Float32Array.from(own)
  if (answer && light) {
    for (let i = 0; i < scene.length; i++) scene[i] = scene[i]! + answer[i]! * light[i % 3]!
  }
  return scene
}

/** Half of white before the performance and after it: a page is mostly bright. */
const idleLight = [0.5, 0.5, 0.5] as const

function lightAt(
  secret: LightSecret,
  painted: readonly number[],
  timeMs: number,
): readonly [number, number, number] {
  const { lights } = plannedSteps(secret)
  let step = -1
  while (step + 1 < painted.length && painted[step + 1]! <= timeMs) step++
  return lights[step] ?? idleLight
}

function paintTimes(secret: LightSecret): number[] {
  const painted = [100]
  for (const durationMs of plannedSteps(secret).durationsMs) {
    painted.push(Math.ceil((painted.at(-1)! + durationMs) / 16.67) * 16.67)
  }
  return painted
}

/** The hand and the head: a slow wander of the whole picture, bilinear. */
function move(scene: Float32Array, { swayPx, turn }: Situation, timeMs: number): Float32Array {
  const { width, height } = frameSize
  const dx = swayPx * Math.sin(timeMs / 900)
  const dy = swayPx * Math.sin(timeMs / 1300 + 1)
  const angle = turn * Math.sin(timeMs / 1700 + 2)
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const out = new Float32Array(scene.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const u = x - width / 2
      const v = y - height / 2
      const sx = Math.min(Math.max(width / 2 + u * cos - v * sin + dx, 0), width - 1.001)
      const sy = Math.min(Math.max(height / 2 + u * sin + v * cos + dy, 0), height - 1.001)
      const x0 = sx | 0
      const y0 = sy | 0
      const fx = sx - x0
      const fy = sy - y0
      const at = 3 * (y0 * width + x0)
      const below = at + 3 * width
      const to = 3 * (y * width + x)
      for (let c = 0; c < 3; c++) {
        out[to + c] =
          (scene[at + c]! * (1 - fx) + scene[at + 3 + c]! * fx) * (1 - fy) +
          (scene[below + c]! * (1 - fx) + scene[below + 3 + c]! * fx) * fy
      }
    }
  }
  return out
}

/** Mean level that the exposure aims at, linear share of full scale. */
const aim = 0.2

/** Exposure and white balance that follow the scene, shot noise, 8 bit. */
function createCamera(situation: Situation, random: () => number) {
  const grains = Float32Array.from(
    { length: grainCount },
    () => random() + random() + random() - 1.5,
  )
  let exposure: number | null = null
  let tint: number[] = [1, 1, 1]
  let lastMs = 0
  const { exposureSettleMs, whiteBalanceSettleMs, whiteBalanceStrength, noise } = situation
  return (scene: Float32Array, timeMs: number): Uint8Array => {
    const mean = [0, 0, 0]
    for (let i = 0; i < scene.length; i++) mean[i % 3]! += (3 * scene[i]!) / scene.length
    const level = (mean[0]! + mean[1]! + mean[2]!) / 3
    const wantedTint = mean.map(value => (level / value) ** whiteBalanceStrength)
    const elapsedMs = timeMs - lastMs
    lastMs = timeMs
    if (exposure === null) {
      exposure = aim / level
      tint = wantedTint
    } else {
      exposure += (1 - Math.exp(-elapsedMs / exposureSettleMs)) * (aim / level - exposure)
      const share = 1 - Math.exp(-elapsedMs / whiteBalanceSettleMs)
      tint = tint.map((value, c) => value + share * (wantedTint[c]! - value))
    }
    const shown = exposure
    const gain = tint.map(value => value * shown)
    const rgb = new Uint8Array(scene.length)
    let grain = Math.floor(random() * grainCount)
    for (let i = 0; i < scene.length; i++) {
      const value = scene[i]! * gain[i % 3]!
      grain = grain + 1 === grainCount ? 0 : grain + 1
      const spread = 2 * noise * Math.sqrt(0.00006 * value + 0.000004)
      const noisy = value + spread * grains[grain]!
      rgb[i] = encode(noisy)
    }
    return rgb
  }
}

/** Noise values that are drawn once per run; a prime, so that frames do not repeat them in place. */
const grainCount = 99_991

const toneSteps = 8192

/** Linear → sRGB byte (IEC 61966-2-1), by steps finer than a byte's in the darkest tones. */
const tones = Uint8Array.from({ length: toneSteps + 1 }, (_, step) => {
  const value = step / toneSteps
  return Math.round(255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055))
})

function encode(linear: number): number {
  return tones[Math.round(toneSteps * Math.min(1, Math.max(0, linear)))]!
}
