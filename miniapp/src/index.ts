/** For Taro hosts: see the README. The page `VerifyPage` is the default export of a page of the host. */
export { outcomeCodes, type OutcomeCode } from '../../server/protocol/client/outcomeCodes.ts'
export type { InitOptions, VerifyRequest, VerifyResult } from './kit/hostCalls.ts'
export { VerifyPage } from './ui/VerifyPage.tsx'
import { kit } from './kit/kit.ts'

export const { init, startVerify } = kit
