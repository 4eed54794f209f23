import { createKit } from './createKit.ts'

/** The one of this mini program. */
export const kit = createKit(wx)
