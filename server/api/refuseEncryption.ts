import { ApiError } from '../errors.ts'

/** The Encryption parameter (encrypted Name and IdCard) is not offered; silence would misread data. */
export function refuseEncryption(encryption: unknown): void {
  if (encryption === undefined || encryption === null) return
  throw new ApiError('InvalidParameter.UnsupportEncryptField', {
    detail: {
      zh: '本服务不支持 Encryption 参数，请传明文并使用 HTTPS。',
      en: 'Encryption is not offered: send plain values over HTTPS.',
    },
  })
}
