import type { PhoneMode } from '../modes.ts'
import { phoneModes } from '../modes.ts'
import { createGenuineScene } from '../scene/genuineScene.ts'
import type { CreateScene } from '../scene/scene.ts'
import type { VoiceSource } from '../voice/createTalk.ts'
import { createCurvedPrintScene } from './curvedPrint.ts'
import { createCutoutScene } from './cutout.ts'
import { createInjectedVideoScene } from './injectedVideo.ts'
import { createLoopedScene } from './looped.ts'
import { createOtherPersonScene } from './otherPerson.ts'
import { createPrintScene } from './print.ts'
import { createScreenReplayScene } from './screenReplay.ts'
import { createSplicedScene } from './spliced.ts'
import { createStaticPhotoScene } from './staticPhoto.ts'
import { createWrongCodeScene } from './wrongCode.ts'

/** What is done instead of an honest ceremony. */
export interface Attack {
  /** What the camera delivers. */
  createScene: CreateScene
  /** What the microphone delivers, in modes with digits. */
  voice: VoiceSource
  /** Modes in which it differs from an honest ceremony and from the other attacks. */
  modes: readonly PhoneMode[]
}

const spokenModes = ['digit', 'light-digit'] as const satisfies readonly PhoneMode[]

/** The attacks that the phone can play, by the names of `--attack`. */
export const attacks = {
  'wrong-code': { createScene: createWrongCodeScene, voice: 'recorded', modes: phoneModes },
  'static-photo': { createScene: createStaticPhotoScene, voice: 'live', modes: phoneModes },
  print: { createScene: createPrintScene, voice: 'live', modes: phoneModes },
  'curved-print': { createScene: createCurvedPrintScene, voice: 'live', modes: phoneModes },
  cutout: { createScene: createCutoutScene, voice: 'live', modes: phoneModes },
  'screen-replay': { createScene: createScreenReplayScene, voice: 'live', modes: phoneModes },
  'injected-video': { createScene: createInjectedVideoScene, voice: 'recorded', modes: phoneModes },
  looped: { createScene: createLoopedScene, voice: 'live', modes: phoneModes },
  spliced: { createScene: createSplicedScene, voice: 'live', modes: phoneModes },
  'other-person': { createScene: createOtherPersonScene, voice: 'live', modes: phoneModes },
  'silent-audio': { createScene: createGenuineScene, voice: 'none', modes: spokenModes },
  'wrong-digits': { createScene: createGenuineScene, voice: 'otherDigits', modes: spokenModes },
} as const satisfies Record<string, Attack>

export type AttackName = keyof typeof attacks

/** The attacks that can be played in a mode. */
export function attacksOn(mode: PhoneMode): AttackName[] {
  return attackNames.filter(name => attacks[name].modes.some(each => each === mode))
}

export const attackNames: readonly AttackName[] = Object.keys(attacks).filter(isAttack)

function isAttack(name: string): name is AttackName {
  return Object.hasOwn(attacks, name)
}
