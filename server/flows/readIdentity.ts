import { checkIdCard, type IdCardFault } from '../protocol/idCard.ts'
import type { Identity } from '../domain/person.ts'
import { isPersonName } from '../domain/personName.ts'
import { ApiError } from '../errors.ts'
import type { Words } from '../protocol/words.ts'

const idCardFaults: Record<IdCardFault, Words> = {
  length: { zh: '长度不是 18 位。', en: 'It does not have 18 characters.' },
  lowerCaseX: { zh: '末位是小写 x，应为大写 X。', en: 'It ends in a small x: write a capital X.' },
  characters: {
    zh: '含有数字以外的字符。',
    en: 'It contains something other than 17 digits and a check character.',
  },
  birthDate: { zh: '出生日期不存在。', en: 'Its birth date does not exist.' },
  checksum: { zh: '校验码不符。', en: 'Its check character is wrong.' },
}

/**
 * Name and IdCard as they came in → an identity. The name is trimmed.
 * @throws ApiError FailedOperation.NameFormatError (2002), FailedOperation.IdFormatError (2003)
 */
export function readIdentity(name: string, idCard: string): Identity {
  if (!isPersonName(name)) throw new ApiError('FailedOperation.NameFormatError')
  const checked = checkIdCard(idCard)
  if (!checked.ok) {
    throw new ApiError('FailedOperation.IdFormatError', { detail: idCardFaults[checked.fault] })
  }
  return { name: name.trim(), idCard }
}
