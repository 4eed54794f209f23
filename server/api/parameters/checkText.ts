import { refuseParameter } from './refuseParameter.ts'

/**
 * Refuses text that a database or another language would read differently: NUL and half a
 * surrogate pair.
 *
 * @throws ApiError InvalidParameterValue
 */
export function checkText(path: string, text: string): void {
  if (text.includes('\0')) {
    refuseParameter(
      path,
      { zh: '含有 NUL 字符', en: 'contains a NUL character' },
      'InvalidParameterValue',
    )
  }
  if (/\p{Surrogate}/u.test(text)) {
    refuseParameter(
      path,
      { zh: '含有不成对的代理字符', en: 'contains half a surrogate pair' },
      'InvalidParameterValue',
    )
  }
}
