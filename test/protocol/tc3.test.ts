import assert from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import {
  readTc3Authorization,
  tc3CanonicalRequest,
  tc3Date,
  tc3Signature,
  verifyTc3,
  type Tc3Request,
} from '../../server/tc3.ts'

/**
 * The worked example of the published signature document (API 3.0, signature v3). Its first
 * edition signs two headers, its newer one also `x-tc-action`, lower-cased. Both were published
 * with a masked secret key that was signed as printed.
 */
const example = {
  payload:
    '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
  payloadHash: '35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064',
  scope: { timestamp: 1551113065, date: '2019-02-25', service: 'cvm' },
  headers: [
    ['content-type', 'application/json; charset=utf-8'],
    ['host', 'cvm.tencentcloudapi.com'],
  ],
  canonicalHash: '5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031',
  secretKey: 'Gu5t9xGARNpq86cd98joQYCN3*******',
  signature: '2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c',
  newer: {
    header: ['x-tc-action', 'describeinstances'],
    canonicalHash: '7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84',
    secretKey: '*'.repeat(32),
    signature: '10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f',
  },
} as const

const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex')

describe('TC3-HMAC-SHA256', () => {
  const covered = { method: 'POST', query: '', payloadHash: example.payloadHash }

  it('hashes the published example to the published canonical request', () => {
    assert.equal(sha256(example.payload), example.payloadHash)
    const canonical = tc3CanonicalRequest(covered, example.headers)
    assert.equal(
      canonical,
      'POST\n/\n\ncontent-type:application/json; charset=utf-8\nhost:cvm.tencentcloudapi.com\n\n' +
        'content-type;host\n35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064',
    )
    assert.equal(sha256(canonical), example.canonicalHash)
  })

  it('signs the published example of either edition to the published signature', () => {
    const older = tc3CanonicalRequest(covered, example.headers)
    assert.equal(tc3Signature(older, example.scope, example.secretKey), example.signature)

    const { newer } = example
    const canonical = tc3CanonicalRequest(covered, [...example.headers, newer.header])
    assert.equal(sha256(canonical), newer.canonicalHash)
    assert.equal(tc3Signature(canonical, example.scope, newer.secretKey), newer.signature)
  })

  it('derives the keys of a faceid request step by step to literals computed elsewhere', () => {
    const hmac = (key: string | Buffer, text: string): Buffer =>
      createHmac('sha256', key).update(text).digest()
    const payloadHash = sha256('{"RuleId":"1","Name":"测试"}')
    assert.equal(payloadHash, 'f01a8e5ac1ca2f4e7892882382ff9328a4f9cc1e17f0cd1250b13481c910aa31')
    const canonical = `POST\n/\n\ncontent-type:application/json\nhost:faceid.tencentcloudapi.com\n\ncontent-type;host\n${payloadHash}`
    const hash = 'c7515f456c064469272a93251f29d8af6c2058d99a111fa48b60a957d026bdbf'
    assert.equal(sha256(canonical), hash)
    const dateKey = hmac('TC3gatewayTestSecretKey0001', '2026-11-22')
    assert.equal(
      dateKey.toString('hex'),
      '4df9c96f0309e0aab2c6cae201cbfc16bc6a4f4cd842acf6a671b66f94210b75',
    )
    const serviceKey = hmac(dateKey, 'faceid')
    assert.equal(
      serviceKey.toString('hex'),
      '10a2089c1282f287d75cd6497a2f267c8f931a2336bd2a104c533ffdc8545444',
    )
    const signingKey = hmac(serviceKey, 'tc3_request')
    assert.equal(
      signingKey.toString('hex'),
      'd8baf2d12f5987940dab93025b92e0fe2f0bec6a107aea3680ee96f032b504f2',
    )
    const signature = 'e769d412c6c62efeced5bf59db49956b9b3ba277bfed3a556ba624cdc2720408'
    const stringToSign = `TC3-HMAC-SHA256\n1795305600\n2026-11-22/faceid/tc3_request\n${hash}`
    assert.equal(hmac(signingKey, stringToSign).toString('hex'), signature)

    const scope = { timestamp: 1795305600, date: '2026-11-22', service: 'faceid' }
    assert.equal(tc3Signature(canonical, scope, 'gatewayTestSecretKey0001'), signature)
  })

  it('verifies what the documentation signs: values lower-cased, sent in their own case', () => {
    const authorization = readTc3Authorization(
      `TC3-HMAC-SHA256 Credential=AKID/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host;x-tc-action, Signature=${example.newer.signature}`,
    )
    assert.ok(authorization)
    const request: Tc3Request = {
      method: 'POST',
      query: '',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'x-tc-action': 'DescribeInstances',
      },
      payload: Buffer.from(example.payload),
      timestamp: example.scope.timestamp,
      hosts: ['127.0.0.1:3000', 'cvm.tencentcloudapi.com'],
    }
    assert.equal(verifyTc3(authorization, request, example.newer.secretKey), true)
    assert.equal(verifyTc3(authorization, request, 'another key'), false)
    assert.equal(verifyTc3(authorization, { ...request, query: 'a=1' }, '*'.repeat(32)), false)
    assert.equal(verifyTc3(authorization, { ...request, hosts: [] }, '*'.repeat(32)), false)
    const headers = { 'content-type': 'application/json; charset=utf-8' }
    assert.equal(verifyTc3(authorization, { ...request, headers }, '*'.repeat(32)), false)
  })

  it('reads the date of a scope as the UTC date of the timestamp', () => {
    assert.equal(tc3Date(1795305599), '2026-11-21')
    assert.equal(tc3Date(1795305600), '2026-11-22')
  })
})

describe('readTc3Authorization', () => {
  const signature = 'ab'.repeat(32)
  const write = (names: string, scope = '2026-11-22/faceid/tc3_request'): string =>
    `TC3-HMAC-SHA256 Credential=AKID1/${scope}, SignedHeaders=${names}, Signature=${signature}`

  it('takes date, service and header order from the request, services with a colon included', () => {
    assert.deepEqual(
      readTc3Authorization(
        write('host;content-type;x-tc-action', '2026-11-22/localhost:8080/tc3_request'),
      ),
      {
        secretId: 'AKID1',
        date: '2026-11-22',
        service: 'localhost:8080',
        signedHeaders: ['host', 'content-type', 'x-tc-action'],
        signature,
      },
    )
  })

  it('refuses other algorithms, SKIP, missing parts, and headers left out or named twice', () => {
    const refused = [
      '',
      'SKIP',
      `TC3-HMAC-SHA1 ${write('content-type;host').slice(16)}`,
      write('content-type;host').replace('Credential=AKID1', 'Credential='),
      write('content-type'),
      write('host'),
      write('content-type;host;host'),
      write('Content-Type;host'),
      write('content-type;host', '2026-11-22/tc3_request'),
      write('content-type;host', '20261122/faceid/tc3_request'),
      write('content-type;host').slice(0, -1),
      `${write('content-type;host')}, Signature=00`,
    ]
    for (const header of refused) assert.equal(readTc3Authorization(header), null, header)
  })
})
