import { attacks } from './attacks/index.ts'
import type { AttackName } from './attacks/index.ts'
import type { ActionStep, DigitStep } from '../protocol/challenge.ts'
import { createCamera } from './camera/createCamera.ts'
import { createDisplay } from './camera/display.ts'
import type { Picture } from './camera/picture.ts'
import { readColour } from './camera/readColour.ts'
import { isSpoken, type PhoneMode } from './modes.ts'
import { createCast } from './person/createCast.ts'
import { peopleSeeds } from './people.ts'
import { buildHead } from './render/head.ts'
import type { Head } from './render/head.ts'
import { drawSituation } from './scene/drawSituation.ts'
import type { SituationWishes } from './scene/drawSituation.ts'
import { createGenuineScene } from './scene/genuineScene.ts'
import type { PictureSize } from './scene/plate.ts'
import type { Scene } from './scene/scene.ts'
import type { Situation } from './scene/situation.ts'
import { createTalk } from './voice/createTalk.ts'
import { soundRateHz, type Voice } from './voice/voice.ts'

export interface HandsetSettings {
  /** Seed of the person's face (people.ts), or a head that was built before. */
  person: number | Head
  /** Which challenge will be performed; default light. */
  mode?: PhoneMode
  /** Who may speak: needed for modes with digits, unused in others. */
  voices?: readonly Voice[]
  /** Pose, light, noise, voice and timing; says nothing about the face. */
  seed: number
  /** What is done instead of an honest ceremony. */
  attack?: AttackName
  frameSize: PictureSize
  stillSize: PictureSize
  wishes?: Omit<SituationWishes, 'halfEyeDistanceMm'>
}

/** A simulated phone in somebody's hand: a screen that lights the scene, a camera that films it, a microphone. */
export interface Handset {
  situation: Situation
  /** Renders what would otherwise be rendered at the first frames; some seconds. */
  prepare(): void
  /** The page shows another colour from `atMs` on. The first one starts the performance. */
  show(colour: string, atMs: number): void
  /** The page asks for an action, for a digit, or for nothing, from `atMs` on. */
  ask(step: ActionStep | Pick<DigitStep, 'digit'>, atMs: number): void
  /** A small frame stamped with that time. */
  frame(captureMs: number): Picture
  /** A large picture stamped with that time. */
  still(captureMs: number): Picture
  /**
   * What the microphone picks up: 16 kHz mono, −1…1. Calls come in order of time, after `ask` of all that
   * may be heard; one that begins where the one before ended goes on without a gap.
   */
  hear(fromMs: number, toMs: number): Float32Array
}

/** Views rendered for a stream, and for the stills of the lead-in. */
const frameViews = 10
const stillViews = 2

/**
 * Sets up person, room, phone and, where one is asked for, the attack.
 * @throws RangeError when a mode with digits is given no voice
 */
export function createHandset(settings: HandsetSettings): Handset {
  const { person, seed, attack, frameSize, stillSize, wishes, mode = 'light' } = settings
  const head = typeof person === 'number' ? buildHead(person) : person
  const { halfDistance } = head.identity.eyes
  const situation = drawSituation(seed, { ...wishes, halfEyeDistanceMm: halfDistance })
  const { createScene, voice } = attack
    ? attacks[attack]
    : ({ createScene: createGenuineScene, voice: 'live' } as const)
  let startedMs: number | null = null
  const { voices = [] } = settings
  const talk = isSpoken(mode)
    ? createTalk({ voices, seed, mode, source: voice, startedMs: () => startedMs })
    : null
  const cast = createCast(mode, seed, talk)
  let other: Head | null = null
  let shown = situation.screen.idleColour
  const setup = {
    situation,
    head,
    actor: cast.actor,
    pastActor: cast.pastActor,
    mode,
    showsColour: () => isColour(shown),
    otherHead: () => (other ??= otherHead(head.identity.seed)),
  }
  const stream = createScene({ ...setup, size: frameSize, viewCount: frameViews })
  const stills = createScene({ ...setup, size: stillSize, viewCount: stillViews })
  const display = createDisplay(situation.screen)
  const camera = createCamera(situation, display, stream.white)
  const shoot = (scene: Scene, captureMs: number, kind: 'frame' | 'still'): Picture => {
    const sinceStartMs = startedMs === null ? -Infinity : captureMs - startedMs
    const seen = scene.viewAt(captureMs, sinceStartMs)
    return 'rgb' in seen ? seen : camera.shoot(seen, captureMs, kind)
  }

  return {
    situation,
    prepare() {
      stream.prepare()
      stills.prepare()
    },
    show(colour, atMs) {
      startedMs ??= atMs
      shown = colour
      display.show(colour, atMs)
    },
    ask(step, atMs) {
      if ('action' in step) cast.act(step, atMs)
      else talk?.ask(step.digit, atMs)
    },
    frame: captureMs => shoot(stream, captureMs, 'frame'),
    still: captureMs => shoot(stills, captureMs, 'still'),
    hear: (fromMs, toMs) => talk?.hear(fromMs, toMs) ?? silence(toMs - fromMs),
  }
}

function isColour(hex: string): boolean {
  const [red, green, blue] = readColour(hex)
  return red !== green || green !== blue
}

function silence(lengthMs: number): Float32Array {
  return new Float32Array(Math.max(0, Math.round((lengthMs * soundRateHz) / 1000)))
}

/** The next of the people, in the order of people.ts. */
function otherHead(seed: number): Head {
  const index = peopleSeeds.findIndex(each => each === seed)
  return buildHead(peopleSeeds[(index + 1) % peopleSeeds.length]!)
}
