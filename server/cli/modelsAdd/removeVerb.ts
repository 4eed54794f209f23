import { emptySlot } from '../../../models/own/emptySlot.ts'
import { slotNames } from '../../../models/slotNames.ts'
import { UsageError } from '../command.ts'
import type { AddVerb } from './addVerb.ts'
import { onlyArgument } from './onlyArgument.ts'

/** remove: takes an operator's model out of a slot again. */
export const removeVerb: AddVerb = {
  usage: `  remove SLOT          takes your own model out of a slot; what the release ships (or nothing) is
                       in it again. Slots: ${slotNames.join(', ')}`,
  async run({ args, ownFolder }) {
    const wanted = onlyArgument(args, 'remove', 'SLOT')
    const slot = slotNames.find(name => name === wanted)
    if (!slot) throw new UsageError(`${wanted} is not one of ${slotNames.join(', ')}.`)
    if (!(await emptySlot(ownFolder, slot)))
      throw new UsageError(`Slot ${slot} holds no model of your own.`)
    return { slot, outcome: 'emptied', sources: [], files: [], notes: [] }
  },
}
