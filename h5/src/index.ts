export { outcomeCodes, type OutcomeCode } from '../../server/protocol/client/outcomeCodes.ts'
export { openVerification, type Outcome, type VerificationOptions } from './openVerification.ts'
export { resumeVerification } from './resumeVerification.ts'
