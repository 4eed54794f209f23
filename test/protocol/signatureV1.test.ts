import assert from 'node:assert/strict'
import {
  isSignatureMethodV1,
  plainTextV1,
  signatureV1,
  verifySignatureV1,
} from '../../server/signatureV1.ts'

describe('signature v1', () => {
  /** The worked example of the published signature document (API 3.0, signature v1). */
  const example = new Map([
    ['Version', '2017-03-12'],
    ['Action', 'DescribeInstances'],
    ['InstanceIds.0', 'ins-09dx96dg'],
    ['Limit', '20'],
    ['Nonce', '11886'],
    ['Offset', '0'],
    ['Region', 'ap-guangzhou'],
    ['SecretId', 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE'],
    ['Timestamp', '1465185768'],
    ['Signature', 'EliP9YW3pW28FpsEdkXt/+WcGeI='],
  ])
  const secretKey = 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE'
  const hosts = ['127.0.0.1:3000', 'cvm.tencentcloudapi.com']

  it('signs the published example to the published signature', () => {
    const plainText = plainTextV1('GET', 'cvm.tencentcloudapi.com', example)
    assert.equal(
      plainText,
      'GETcvm.tencentcloudapi.com/?Action=DescribeInstances&InstanceIds.0=ins-09dx96dg&Limit=20&Nonce=11886&Offset=0&Region=ap-guangzhou&SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE&Timestamp=1465185768&Version=2017-03-12',
    )
    assert.equal(signatureV1(plainText, 'HmacSHA1', secretKey), 'EliP9YW3pW28FpsEdkXt/+WcGeI=')
  })

  it('verifies the published example under its host, key and method only', () => {
    const request = {
      method: 'GET',
      parameters: example,
      signatureMethod: 'HmacSHA1',
      hosts,
    } as const
    assert.equal(verifySignatureV1(request, secretKey), true)
    assert.equal(verifySignatureV1(request, `${secretKey}x`), false)
    assert.equal(verifySignatureV1({ ...request, method: 'POST' }, secretKey), false)
    assert.equal(verifySignatureV1({ ...request, hosts: ['127.0.0.1'] }, secretKey), false)
    assert.equal(verifySignatureV1({ ...request, signatureMethod: 'HmacSHA256' }, secretKey), false)
    const changed = new Map(example).set('Limit', '21')
    assert.equal(verifySignatureV1({ ...request, parameters: changed }, secretKey), false)
  })

  it('also takes keys whose underscores were signed as dots, as the Python SDK does', () => {
    // Literals computed elsewhere over POST127.0.0.1:3000/?Action=DetectAuth&IdCard.No=1&Nonce=…
    const parameters = new Map([
      ['Action', 'DetectAuth'],
      ['IdCard_No', '1'],
      ['Nonce', '11886'],
      ['RuleId', 'a b'],
      ['SecretId', 'AKIDgatewayTest0001'],
      ['Timestamp', '1795305600'],
      ['Version', '2018-03-01'],
    ])
    const verify = (signatureMethod: 'HmacSHA1' | 'HmacSHA256', signature: string): boolean =>
      verifySignatureV1(
        {
          method: 'POST',
          parameters: new Map(parameters).set('Signature', signature),
          signatureMethod,
          hosts: ['127.0.0.1:3000'],
        },
        'gatewayTestSecretKey0001',
      )
    assert.equal(verify('HmacSHA1', 'tSogTqWNj+Fjq995tL5Bn7QDJq0='), true)
    assert.equal(verify('HmacSHA256', 'nhQnl8WztOFw1x4t4U670uxfVZ7ExaHg8b3uBW0bYi8='), true)
    assert.equal(verify('HmacSHA1', 'nhQnl8WztOFw1x4t4U670uxfVZ7ExaHg8b3uBW0bYi8='), false)
    assert.equal(verify('HmacSHA1', ''), false)
  })

  it('knows two methods and no property of objects', () => {
    assert.equal(isSignatureMethodV1('HmacSHA1'), true)
    assert.equal(isSignatureMethodV1('HmacSHA256'), true)
    assert.equal(isSignatureMethodV1('toString'), false)
    assert.equal(isSignatureMethodV1('TC3-HMAC-SHA256'), false)
  })
})
