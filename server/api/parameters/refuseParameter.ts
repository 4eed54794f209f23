import { ApiError } from '../../errors.ts'
import type { ErrorCode } from '../../protocol/errorCodes.ts'
import type { Words } from '../../protocol/words.ts'

/**
 * Refuses a request because of one parameter. The message names its path and never its value.
 *
 * @param path dotted, `Encryption.EncryptList.0`; empty for the parameters as a whole
 */
export function refuseParameter(
  path: string,
  reason: Words,
  code: ErrorCode = 'InvalidParameter',
): never {
  const name = path.length > 120 ? `${path.slice(0, 120)}…` : path
  throw new ApiError(code, {
    detail:
      name === ''
        ? { zh: `${reason.zh}。`, en: `Reason: ${reason.en}.` }
        : { zh: `${name}：${reason.zh}。`, en: `${name}: ${reason.en}.` },
  })
}
