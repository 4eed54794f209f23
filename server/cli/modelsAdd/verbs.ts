import { imageSlotNames } from '../../../models/slotNames.ts'
import type { AddVerb } from './addVerb.ts'
import { cmuMandarinVerb } from './cmuMandarinVerb.ts'
import { digitsVerb } from './digitsVerb.ts'
import { minifasnetVerb } from './minifasnetVerb.ts'
import { removeVerb } from './removeVerb.ts'
import { sherpaVerb } from './sherpaVerb.ts'
import { createSlotVerb } from './slotVerb.ts'

/** Every way to put a model into a slot: published models by name, any ONNX by its slot's name. */
export const verbs: Readonly<Record<string, AddVerb>> = {
  minifasnet: minifasnetVerb,
  'cmu-mandarin': cmuMandarinVerb,
  digits: digitsVerb,
  sherpa: sherpaVerb,
  ...Object.fromEntries(imageSlotNames.map(name => [name, createSlotVerb(name)])),
  remove: removeVerb,
}
