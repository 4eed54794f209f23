import { ApiError } from '../../errors.ts'

/** Blocks of a result, by the digit that asks for them. */
export interface InfoBlocks {
  text: boolean
  idCardData: boolean
  bestFrame: boolean
  videoData: boolean
}

/**
 * InfoType → blocks: digits joined, `13` = text and best frame, `0` or nothing = all (doc 1007/41957).
 * @throws ApiError InvalidParameterValue when a digit is none of `0`…`highest`
 */
export function readInfoType(infoType: string | undefined, highest: 4 | 6): InfoBlocks {
  const digits = infoType || '0'
  if (!new RegExp(`^[0-${highest}]{1,7}$`).test(digits)) {
    throw new ApiError('InvalidParameterValue', {
      detail: {
        zh: `InfoType 由数字 0–${highest} 组成，例如 "13"。`,
        en: `InfoType is made of the digits 0–${highest}, for example "13".`,
      },
    })
  }
  const asks = (digit: string) => digits.includes('0') || digits.includes(digit)
  return { text: asks('1'), idCardData: asks('2'), bestFrame: asks('3'), videoData: asks('4') }
}
