import { createFrameClock } from './camera/createFrameClock.ts'
import type { EncodeJpeg } from './camera/picture.ts'
import type { Handset } from './createHandset.ts'
import { createRandom } from './render/random.ts'
import { showStep } from './showStep.ts'
import type { PacketKind } from '../protocol/capturePacket.ts'
import { needsSound, type Challenge } from '../protocol/challenge.ts'
import { createSoundCutter } from './voice/createSoundCutter.ts'

/** What one performance sends: times are ms on the client's clock. */
export interface Performance {
  packets: { kind: PacketKind; captureMs: number; payload: Uint8Array }[]
  /** When each step was on screen; one more than steps: the end. */
  painted: number[]
}

export interface PerformSettings {
  handset: Handset
  challenge: Challenge
  encode: EncodeJpeg
  /** 0–1; default .8. */
  jpegQuality?: number
  /** Frames sent before the first colour, ms; default none. */
  previewMs?: number
  /** Stills in the lead-in; default 2. */
  stills?: number
  /** Sound in one packet, ms; default 100. */
  soundMs?: number
  /** A recorder hears everything; without it only what a stream sends. */
  isRecorded?: boolean
}

/** Frames are sent for so long after the end: the last colour is still on its way to the sensor. */
const trailMs = 250
/** From the arrival of the challenge to the first colour. */
const startMs = 60

/**
 * Performs a challenge without a wall clock: what takes a phone five seconds takes as long as
 * rendering. The same handset settings and challenge give the same pictures.
 */
export async function perform(settings: PerformSettings): Promise<Performance> {
  const { handset, challenge, encode, jpegQuality = 0.8, previewMs = 0 } = settings
  const { stills = 2, soundMs = 100, isRecorded = false } = settings
  const { timing, seed } = handset.situation
  const beginMs = timing.clockOffsetMs
  const painted = paintTimes(challenge, beginMs + previewMs + startMs, timing.refreshMs, seed)
  const nextFrame = createFrameClock(handset.situation, beginMs)
  const leadMs = painted[1]! - painted[0]!
  const stillTimes = Array.from({ length: stills }, (_, index) =>
    Math.round(painted[0]! + (leadMs * (index + 1)) / (stills + 1) + timing.latencyMs / 2),
  )

  const packets: Performance['packets'] = []
  const spokenStep = challenge.steps.findIndex(each => 'digit' in each)
  const sounds = needsSound(challenge)
    ? createSoundCutter(handset, soundMs, isRecorded ? beginMs : painted[spokenStep]!)
    : null
  const endMs = painted.at(-1)! + trailMs
  let step = 0
  const showUntil = (timeMs: number): void => {
    while (step < painted.length && painted[step]! <= timeMs) {
      showStep(handset, challenge.steps[step], painted[step]!)
      step += 1
    }
  }
  for (let timeMs = nextFrame(); timeMs < endMs; timeMs = nextFrame()) {
    while (stillTimes[0] !== undefined && stillTimes[0] < timeMs) {
      const captureMs = stillTimes.shift()!
      showUntil(captureMs)
      const payload = await encode(handset.still(captureMs), jpegQuality)
      packets.push({ kind: 'still', captureMs, payload })
    }
    showUntil(timeMs)
    const payload = await encode(handset.frame(timeMs), jpegQuality)
    packets.push({ kind: 'frame', captureMs: timeMs, payload })
    if (sounds) packets.push(...sounds.whole(timeMs))
  }
  if (sounds) packets.push(...sounds.whole(endMs), ...sounds.rest(endMs))
  return { packets, painted }
}

/** Colours change with the display's refresh, the next one after they are due. */
function paintTimes(
  { steps }: Challenge,
  beginMs: number,
  refreshMs: number,
  seed: number,
): number[] {
  const random = createRandom(seed ^ 0x27d4eb2f)
  const phaseMs = refreshMs * random()
  const painted: number[] = []
  let dueMs = beginMs
  for (let step = 0; step <= steps.length; step += 1) {
    const late = random() < 0.05 ? 1 : 0
    const tick = Math.ceil((dueMs - phaseMs) / refreshMs) + late
    painted.push(tick * refreshMs + phaseMs)
    dueMs += steps[step]?.durationMs ?? 0
  }
  return painted
}
