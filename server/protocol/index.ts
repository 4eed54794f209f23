export type * from './actions.ts'
export type * from './clipActions.ts'
export type * from './detectInfo.ts'
export type { Envelope } from './envelope.ts'
export { errorCodes, type ErrorCode } from './errorCodes.ts'
export { apiVersion, knownActions, type KnownAction, type OfferedAction } from './knownActions.ts'
export { livenessModes, type LivenessModeNumber } from './livenessModes.ts'
export {
  findResultCode,
  plusChargedCodes,
  resultCode,
  resultCodes,
  type ResultCode,
  type ResultMeaning,
} from './resultCodes.ts'
export type { Words } from './words.ts'
