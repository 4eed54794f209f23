import { createDisplay, type Display } from '../camera/display.ts'
import { hasColours, type PhoneMode } from '../modes.ts'
import type { Situation } from '../scene/situation.ts'
import { createOldDisplay } from './oldCode.ts'

/** The screen of an earlier ceremony of a mode; without colours it shone as it always does. */
export function createPastDisplay(mode: PhoneMode, situation: Situation): Display {
  return hasColours(mode) ? createOldDisplay(situation) : createDisplay(situation.screen)
}
