import type { Picture } from '../camera/picture.ts'
import type { PhoneMode } from '../modes.ts'
import type { Actor } from '../person/actor.ts'
import type { Head } from '../render/head.ts'
import type { Rgb } from '../render/identity.ts'
import type { PictureSize, View } from './plate.ts'
import type { Situation } from './situation.ts'

/** What happens before the lens, or is put in the place of what it sees. Calls come in order of time. */
export interface Scene {
  /**
   * What is seen at a moment: a view through the lens, only good until the next call, or a picture
   * that takes the place of the camera's.
   *
   * @param timeMs any clock that runs at one rate
   * @param sinceStartMs since the first colour was painted; −Infinity before that
   */
  viewAt(timeMs: number, sinceStartMs: number): View | Picture
  /** Light that the camera takes for white, any scale; without it the room's. */
  white?: Rgb
  /** Does now what the first views would have to wait for. */
  prepare(): void
}

/** A scene that really takes place before the lens. */
export interface LensScene extends Scene {
  viewAt(timeMs: number, sinceStartMs: number): View
}

/** What a scene is made of. */
export interface SceneSetup {
  situation: Situation
  /** Who is to be seen. */
  head: Head
  /** What the face of who is to be seen does. */
  actor: Actor
  /** What the same person did in an earlier ceremony, of which there is a recording. */
  pastActor: (seed: number) => Actor
  /** Which challenge recordings of the past answer. */
  mode: PhoneMode
  /** Whether the screen of the ceremony shows a colour now, not a grey or white. */
  showsColour: () => boolean
  /** Another of the people, for attacks that need one. */
  otherHead: () => Head
  size: PictureSize
  /** Different views rendered for the path of the head; a few for stills, a dozen for a stream. */
  viewCount: number
}

/** An honest ceremony or an attack on one: turns a set-up into what the lens sees. */
export type CreateScene = (setup: SceneSetup) => Scene
