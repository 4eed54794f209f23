import type { CreateScene } from '../scene/scene.ts'
import { createOtherPersonScene } from './otherPerson.ts'
import { createPrintScene } from './print.ts'
import { createScreenReplayScene } from './screenReplay.ts'
import { createStaticPhotoScene } from './staticPhoto.ts'
import { createWrongCodeScene } from './wrongCode.ts'

/** The attacks that the phone can play, by the names of `--attack`. */
export const attacks = {
  'wrong-code': createWrongCodeScene,
  'static-photo': createStaticPhotoScene,
  print: createPrintScene,
  'screen-replay': createScreenReplayScene,
  'other-person': createOtherPersonScene,
} as const satisfies Record<string, CreateScene>

export type AttackName = keyof typeof attacks
