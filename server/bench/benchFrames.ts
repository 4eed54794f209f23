import { modelFolder } from '../../models/build/modelFolder.ts'
import { toLightSteps } from '../domain/light/toLightSteps.ts'
import type { EncodeJpeg } from '../phone/camera/picture.ts'
import { createFrameAnalyser } from '../vision/analyseFrame.ts'
import { createTrack } from '../vision/createTrack.ts'
import { openModelRegistry, type ModelRegistry } from '../vision/modelRegistry.ts'
import { cpuMs } from './cpuMs.ts'
import type { Film, Shot } from './film.ts'
import { benchFilm } from './benchFilm.ts'
import { fixedLight } from './fixedLight.ts'
import { openHuman, type HumanMode, type HumanPeer } from './openHuman.ts'
import { recordFilm } from './recordFilm.ts'
import { median, roundsOf, type Rounds } from './statistics.ts'

/**
 * CPU per frame of a light performance, ms, whole process: best and median of the rounds. A round is
 * the film from its first frame to its last, JPEG decoding included on both sides.
 */
export interface FramesTiming {
  widthPx: number
  heightPx: number
  /** Frames of one round. */
  frames: number
  /** Rounds whose clock counted. */
  rounds: number
  totalMs: Rounds
  /** Inside ONNX Runtime. */
  inferenceMs: Rounds
  /** Everything else: decoding, pyramid, warps, light samples. */
  otherMs: Rounds
  /** Share 0–1 of the frames in which a face was found. */
  faceShare: number
  /** Decoding, detector and mesh; it samples no light. */
  peer: Record<HumanMode, PeerTiming>
}

export interface PeerTiming {
  totalMs: Rounds
  /** Median of the rounds' ratios: the peer's total ÷ ours. */
  ratio: number
  faceShare: number
}

export interface FramesReport {
  peer: string
  timings: FramesTiming[]
}

export interface FramesSettings {
  rounds: number
  /** Rounds before the clock counts. */
  warmUpRounds: number
  /** Frames of a round at most; the whole performance has some 60. */
  frames: number
  sizes: readonly Film['frameSize'][]
  encode: EncodeJpeg
  /** Rounds done, warm-ups included. */
  onProgress: (done: number, total: number) => void
}

/** Frames a second that clients send. */
const frameRate = 15

/**
 * Analyses the frames of a rendered performance as a vision worker does, in this thread, and the same
 * frames in the peer, round by round in turn. Needs the development dependencies for the peer.
 */
export async function benchFrames(settings: FramesSettings): Promise<FramesReport> {
  const { rounds, warmUpRounds, sizes, onProgress } = settings
  const registry = await openModelRegistry(modelFolder)
  try {
    const peer = await openHuman()
    const own = createOwn(registry)
    const timings: FramesTiming[] = []
    let done = 0
    for (const frameSize of sizes) {
      const shots = await film(frameSize, settings)
      const played: Round[] = []
      for (let round = -warmUpRounds; round < rounds; round++) {
        const one = {
          own: await own(shots),
          following: await playPeer(peer, 'following', shots),
          everyFrame: await playPeer(peer, 'everyFrame', shots),
        }
        if (round >= 0) played.push(one)
        onProgress(++done, sizes.length * (warmUpRounds + rounds))
      }
      timings.push(timingOf(frameSize, shots.length, played))
    }
    return { peer: peer.description, timings }
  } finally {
    await registry.release()
  }
}

/** CPU of one round per frame, ms, and the share of frames with a face. */
interface Played {
  totalMs: number
  faceShare: number
}

type Round = { own: Played & { inferenceMs: number } } & Record<HumanMode, Played>

async function film(
  frameSize: Film['frameSize'],
  { frames, encode }: FramesSettings,
): Promise<readonly Shot[]> {
  const steps = toLightSteps(fixedLight(benchFilm.lightSeed))
  const recorded = await recordFilm({
    ...benchFilm.people[0]!,
    steps,
    frameSize,
    frameMs: 1000 / frameRate,
    previewMs: 0,
    encode,
  })
  return recorded.frames.slice(0, frames)
}

function createOwn(registry: ModelRegistry) {
  const meter = { inferenceMs: 0 }
  const analyse = createFrameAnalyser(metered(registry, meter))
  const noStills = () => Promise.reject(new TypeError('frames only'))

  return async (shots: readonly Shot[]) => {
    // A new track a round: what the first frames of a ceremony cost belongs to it.
    const track = createTrack(noStills, analyse)
    meter.inferenceMs = 0
    let faces = 0
    const before = cpuMs()
    for (const { jpeg, atMs } of shots) {
      const analysis = await track.analyse(jpeg, atMs)
      if (!analysis.ok) throw new RangeError(`a frame cannot be read: ${analysis.detail}`)
      if (analysis.frame.face) faces += 1
    }
    return {
      totalMs: (cpuMs() - before) / shots.length,
      inferenceMs: meter.inferenceMs / shots.length,
      faceShare: faces / shots.length,
    }
  }
}

/** The same models, with the CPU that their runs take added up; one thing runs at a time here. */
function metered(registry: ModelRegistry, meter: { inferenceMs: number }): ModelRegistry {
  const meterSlot = <Slot extends ModelRegistry['detector' | 'landmarks']>(slot: Slot): Slot => ({
    ...slot,
    model: {
      ...slot.model,
      async run(input) {
        const before = cpuMs()
        const outputs = await slot.model.run(input)
        meter.inferenceMs += cpuMs() - before
        return outputs
      },
    } satisfies Slot['model'],
  })
  const { detector, landmarks } = registry
  return { ...registry, detector: meterSlot(detector), landmarks: meterSlot(landmarks) }
}

async function playPeer(peer: HumanPeer, mode: HumanMode, shots: readonly Shot[]): Promise<Played> {
  let faces = 0
  const before = cpuMs()
  for (const { jpeg } of shots) if ((await peer.look(jpeg, mode)) > 0) faces += 1
  return { totalMs: (cpuMs() - before) / shots.length, faceShare: faces / shots.length }
}

function timingOf(
  { widthPx, heightPx }: Film['frameSize'],
  frames: number,
  rounds: readonly Round[],
): FramesTiming {
  const over = (measure: (round: Round) => number) => roundsOf(rounds.map(measure))
  const middle = (measure: (round: Round) => number) => median(rounds.map(measure))
  const peerTiming = (mode: HumanMode): PeerTiming => ({
    totalMs: over(round => round[mode].totalMs),
    ratio: middle(round => round[mode].totalMs / round.own.totalMs),
    faceShare: middle(round => round[mode].faceShare),
  })
  return {
    widthPx,
    heightPx,
    frames,
    rounds: rounds.length,
    totalMs: over(({ own }) => own.totalMs),
    inferenceMs: over(({ own }) => own.inferenceMs),
    otherMs: over(({ own }) => own.totalMs - own.inferenceMs),
    faceShare: middle(({ own }) => own.faceShare),
    peer: { following: peerTiming('following'), everyFrame: peerTiming('everyFrame') },
  }
}
