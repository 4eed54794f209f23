import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { ApiError } from '../../server/errors.ts'
import {
  apiVersion,
  errorCodes,
  findResultCode,
  knownActions,
  plusChargedCodes,
  resultCode,
  resultCodes,
} from '../../server/protocol/index.ts'

describe('error codes', () => {
  it('have a Chinese and an English sentence each, that end as sentences', () => {
    for (const [code, words] of Object.entries(errorCodes)) {
      assert.match(code, /^[A-Z][A-Za-z]+(\.[A-Z][A-Za-z]+)?$/)
      assert.match(words.zh, /[\u4e00-\u9fff].*。$/, code)
      assert.match(words.en, /^[\x20-\x7e…×]+\.$/, code)
    }
  })

  it('contain the codes whose spelling the wire made up', () => {
    const odd = [
      'FailedOperation.LipVideoQuaility',
      'FailedOperation.LivessDetectFake',
      'FailedOperation.DownLoadError',
      'FailedOperation.StsUnAuthErrError',
      'FailedOperation.IdPhotoNoExist',
      'InvalidParameterValue.BizTokenIllegal',
    ]
    for (const code of odd) assert.ok(Object.hasOwn(errorCodes, code), code)
  })

  it('speak both languages through ApiError, with a detail behind the sentence', () => {
    const error = new ApiError('MissingParameter', { detail: { zh: '缺少 X。', en: 'Send X.' } })
    assert.equal(error.words.zh, `${errorCodes.MissingParameter.zh}缺少 X。`)
    assert.equal(error.message, `${errorCodes.MissingParameter.en} Send X.`)
    assert.equal(new ApiError('InternalError', { message: 'own' }).words.zh, 'own')
  })
})

describe('result codes', () => {
  it('are unique and in order', () => {
    const codes = resultCodes.map(row => row.code)
    assert.deepEqual(
      codes,
      [...new Set(codes)].toSorted((a, b) => a - b),
    )
  })

  it('charge 0, 2006 and 2016; the Plus list adds 1002', () => {
    const charged = resultCodes.filter(row => row.charged).map(row => row.code)
    assert.deepEqual(charged, [0, 2006, 2016])
    assert.deepEqual(plusChargedCodes, [1002])
  })

  it('map to the API code of the same meaning, and back', () => {
    assert.equal(resultCode(2007).apiCode, 'FailedOperation.IdPhotoNoExist')
    assert.equal(resultCode(2007).zh, errorCodes['FailedOperation.IdPhotoNoExist'].zh)
    assert.equal(resultCode(14).apiCode, null)
    assert.equal(findResultCode('Success'), 0)
    assert.equal(findResultCode('FailedOperation.CompareLowSimilarity'), 2016)
    assert.equal(findResultCode('AuthFailure.SignatureFailure'), null)
    for (const row of resultCodes) {
      const meaning = resultCode(row.code)
      assert.ok(meaning.zh && meaning.en, String(row.code))
    }
    assert.throws(() => resultCode(999), RangeError)
  })
})

describe('known actions', () => {
  it('are those of the official SDK, and ImageRecognition', () => {
    const require = createRequire(import.meta.url)
    const { faceid } = require('tencentcloud-sdk-nodejs/tencentcloud/services/faceid')
    const client: object = faceid.v20180301.Client.prototype
    const names = Object.getOwnPropertyNames(client).filter(name => name !== 'constructor')
    assert.equal(names.length, 37)
    assert.deepEqual(Object.keys(knownActions), [...names, 'ImageRecognition'].toSorted())
    assert.equal(apiVersion, '2018-03-01')
  })
})
