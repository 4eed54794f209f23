import { kit } from '../kit/kit.ts'

/** `main.js` of the drop-in folder: `require('./zhenren/main.js')` in the host. */
export { outcomeCodes } from '../../../server/protocol/client/outcomeCodes.ts'
export { registerPage } from './registerPage.ts'
export const { init, startVerify } = kit
