import { attacks } from './attacks/index.ts'
import type { AttackName } from './attacks/index.ts'
import type { ActionStep } from '../protocol/challenge.ts'
import { createCamera } from './camera/createCamera.ts'
import { createDisplay } from './camera/display.ts'
import type { Picture } from './camera/picture.ts'
import type { PhoneMode } from './modes.ts'
import { restingActor } from './person/actor.ts'
import { createLivingActor } from './person/livingActor.ts'
import { peopleSeeds } from './people.ts'
import { buildHead } from './render/head.ts'
import type { Head } from './render/head.ts'
import { drawSituation } from './scene/drawSituation.ts'
import type { SituationWishes } from './scene/drawSituation.ts'
import { createGenuineScene } from './scene/genuineScene.ts'
import type { PictureSize } from './scene/plate.ts'
import type { Situation } from './scene/situation.ts'

export interface HandsetSettings {
  /** Seed of the person's face (people.ts), or a head that was built before. */
  person: number | Head
  /** Which challenge will be performed; default light. */
  mode?: PhoneMode
  /** Pose, light, noise and timing; says nothing about the face. */
  seed: number
  /** What is done instead of an honest ceremony. */
  attack?: AttackName
  frameSize: PictureSize
  stillSize: PictureSize
  wishes?: Omit<SituationWishes, 'halfEyeDistanceMm'>
}

/** A simulated phone in somebody's hand: a screen that lights the scene, a camera that films it. */
export interface Handset {
  situation: Situation
  /** Renders what would otherwise be rendered at the first frames; some seconds. */
  prepare(): void
  /** The page shows another colour from `atMs` on. The first one starts the performance. */
  show(colour: string, atMs: number): void
  /** The page asks for an action, or for rest, from `atMs` on. */
  ask(step: ActionStep, atMs: number): void
  /** A small frame stamped with that time. */
  frame(captureMs: number): Picture
  /** A large picture stamped with that time. */
  still(captureMs: number): Picture
}

/** Views rendered for a stream, and for the stills of the lead-in. */
const frameViews = 10
const stillViews = 2

/** Sets up person, room, phone and, where one is asked for, the attack. */
export function createHandset(settings: HandsetSettings): Handset {
  const { person, seed, attack, frameSize, stillSize, wishes, mode = 'light' } = settings
  const head = typeof person === 'number' ? buildHead(person) : person
  const { halfDistance } = head.identity.eyes
  const situation = drawSituation(seed, { ...wishes, halfEyeDistanceMm: halfDistance })
  const createScene = attack ? attacks[attack] : createGenuineScene
  let other: Head | null = null
  const living = createLivingActor(seed)
  const actor = mode === 'light' ? restingActor : living
  const setup = {
    situation,
    head,
    actor,
    mode,
    otherHead: () => (other ??= otherHead(head.identity.seed)),
  }
  const stream = createScene({ ...setup, size: frameSize, viewCount: frameViews })
  const stills = createScene({ ...setup, size: stillSize, viewCount: stillViews })
  const display = createDisplay(situation.screen)
  const camera = createCamera(situation, display, stream.white)
  let startedMs: number | null = null
  const sinceStart = (timeMs: number) => (startedMs === null ? -Infinity : timeMs - startedMs)

  return {
    situation,
    prepare() {
      stream.prepare()
      stills.prepare()
    },
    show(colour, atMs) {
      startedMs ??= atMs
      display.show(colour, atMs)
    },
    ask: (step, atMs) => living.ask(step, atMs),
    frame: captureMs =>
      camera.shoot(stream.viewAt(captureMs, sinceStart(captureMs)), captureMs, 'frame'),
    still: captureMs =>
      camera.shoot(stills.viewAt(captureMs, sinceStart(captureMs)), captureMs, 'still'),
  }
}

/** The next of the people, in the order of people.ts. */
function otherHead(seed: number): Head {
  const index = peopleSeeds.findIndex(each => each === seed)
  return buildHead(peopleSeeds[(index + 1) % peopleSeeds.length]!)
}
