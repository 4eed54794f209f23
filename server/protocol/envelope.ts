import type { ErrorCode } from './errorCodes.ts'

/** Every answer of the API; the HTTP status is 200 for both (T1). */
export type Envelope<Fields extends object = object> =
  | { Response: Fields & { RequestId: string } }
  | { Response: { Error: { Code: ErrorCode; Message: string }; RequestId: string } }
