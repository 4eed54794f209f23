import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readConfig } from '../../server/config.ts'
import { openStore } from '../../server/openStore.ts'
import { startDemoServer, type DemoServer } from '../support/demoServer.ts'
import { hostileImages } from '../support/hostileImages.ts'
import { catchSdkError } from '../support/sdkClient.ts'

describe('ImageRecognitionV2 through the official SDK', function () {
  this.timeout(120_000)
  let server: DemoServer

  before(async () => {
    server = await startDemoServer()
    // Tests call faster than the 5 per second of R27.
    const store = await openStore(readConfig({ DATA_DIR: server.dataDir }))
    await store.accounts.update('demo', { requestsPerSecond: 1000 })
    await store.close()
  })
  after(() => server.stop())

  const outcomes: [number, string][] = [
    [0, 'Success'],
    [2005, 'FailedOperation.IdNoExistSystem'],
    [2006, 'FailedOperation.IdNameMisMatch'],
    [2007, 'FailedOperation.IdPhotoNoExist'],
    [2009, 'FailedOperation.IdPhotoPoorQuality'],
    [2016, 'FailedOperation.CompareLowSimilarity'],
    [2017, 'FailedOperation.CompareLibServiceUnavailable'],
  ]
  for (const [expects, result] of outcomes) {
    it(`answers ${result} for the people whose fixed outcome is ${expects}`, async () => {
      const people = server.demo.people.filter(person => person.expects === expects)
      assert.ok(people.length > 0)
      for (const { Name, IdCard, photo } of people) {
        const answer = await server.sdk().ImageRecognitionV2({
          Name,
          IdCard,
          ImageBase64: await server.photo(photo),
          Extra: 'order-7',
        })
        assert.equal(answer.Result, result)
        assert.equal(answer.Extra, 'order-7')
        assert.match(answer.RequestId ?? '', /^[0-9a-f-]{36}$/)
        assert.equal(typeof answer.Sim, 'number')
        if (expects === 0) assert.ok((answer.Sim ?? 0) >= 70, `Sim ${answer.Sim}`)
        else assert.ok((answer.Sim ?? 100) < 70, `Sim ${answer.Sim}`)
      }
    })
  }

  it('describes the outcome in the language asked for', async () => {
    const { Name, IdCard, photo } = server.person(2007)
    const request = { Name, IdCard, ImageBase64: await server.photo(photo) }
    const zh = await server.sdk({ language: 'zh-CN' }).ImageRecognitionV2(request)
    const en = await server.sdk({ language: 'en-US' }).ImageRecognitionV2(request)
    assert.match(zh.Description ?? '', /库中无此照片/)
    assert.match(en.Description ?? '', /moved household registration/)
  })

  it('tells every pair of the four rendered people apart, and knows each', async () => {
    const passing = server.demo.people.filter(person => person.expects === 0)
    assert.equal(passing.length, 4)
    for (const person of passing) {
      for (const other of passing) {
        const { Result } = await server.sdk().ImageRecognitionV2({
          Name: person.Name,
          IdCard: person.IdCard,
          ImageBase64: await server.photo(other.photo),
        })
        const expected = person === other ? 'Success' : 'FailedOperation.CompareLowSimilarity'
        assert.equal(Result, expected, `${other.photo} as ${person.Name}`)
      }
    }
  })

  it('keeps an attempt with every check for the operator, masked, and meters it', async () => {
    const { Name, IdCard, photo } = server.person(2016)
    const { RequestId, Sim } = await server
      .sdk()
      .ImageRecognitionV2({ Name, IdCard, ImageBase64: await server.photo(photo) })
    const store = await openStore(readConfig({ DATA_DIR: server.dataDir }))
    try {
      const attempt = await store.attempts.findBySeq(RequestId ?? '')
      assert.equal(attempt?.errCode, 2016)
      assert.equal(attempt.sim, Sim)
      assert.equal(attempt.isNeedCharge, true)
      assert.equal(attempt.nameMasked, '测***')
      assert.equal(attempt.idCardMasked, `1999**********${IdCard.slice(14)}`)
      const failed = attempt.checks.filter(check => check.outcome === 'fail')
      assert.deepEqual(
        failed.map(check => check.name),
        ['compare.sim', 'compare.distance'],
      )
      assert.ok(attempt.checks.some(check => check.name === 'probe.face.sharpness'))
    } finally {
      await store.close()
    }
  })

  it('stores neither photo nor identity in clear, and logs neither', async () => {
    const { Name, IdCard, photo } = server.person(0)
    const jpeg = await readFile(join(server.dataDir, photo))
    await server.sdk().ImageRecognitionV2({ Name, IdCard, ImageBase64: jpeg.toString('base64') })
    const evidence = join(server.dataDir, 'evidence')
    const stored = await readdir(evidence, { recursive: true, withFileTypes: true })
    const files = stored.filter(entry => entry.isFile())
    assert.ok(files.length > 0)
    for (const file of files) {
      const bytes = await readFile(join(file.parentPath, file.name))
      assert.equal(bytes.includes(jpeg.subarray(100, 160)), false)
      assert.equal(bytes.includes(Buffer.from('JFIF')), false)
    }
    assert.equal(server.logged().includes(IdCard), false)
    assert.equal(server.logged().includes(Name), false)
  })

  it('answers ImageRecognition the same way, without Extra', async () => {
    const { Name, IdCard, photo } = server.person(0)
    const { status, response } = await server.raw('ImageRecognition', {
      Name,
      IdCard,
      ImageBase64: await server.photo(photo),
    })
    assert.equal(status, 200)
    assert.equal(response['Result'], 'Success')
    assert.equal('Extra' in response, false)
  })

  describe('refuses bad input with its exact code, and goes on', () => {
    const withPhoto = async (change: Record<string, string>) => {
      const { Name, IdCard, photo } = server.person(0)
      return { Name, IdCard, ImageBase64: await server.photo(photo), ...change }
    }
    const fields: [string, Record<string, string>, string, RegExp][] = [
      [
        'an ID number with a wrong check digit',
        { IdCard: '110105194912310021' },
        'FailedOperation.IdFormatError',
        /check character/,
      ],
      [
        'an ID number that ends in a small x',
        { IdCard: '11010519491231002x' },
        'FailedOperation.IdFormatError',
        /capital X/,
      ],
      ['an empty name', { Name: ' ' }, 'FailedOperation.NameFormatError', /name/i],
      [
        'a name of 33 characters',
        { Name: '张'.repeat(33) },
        'FailedOperation.NameFormatError',
        /32/,
      ],
      ['an Extra of 11 characters', { Extra: '12345678901' }, 'InvalidParameterValue', /Extra/],
      [
        'a photo with a data: prefix',
        { ImageBase64: 'data:image/jpeg;base64,/9j/4AAQ' },
        'InvalidParameterValue',
        /data:/,
      ],
      [
        'a photo with a line break',
        { ImageBase64: '/9j/4AAQ\n/9j/4AAQ' },
        'InvalidParameterValue',
        /line break|newline|whitespace/i,
      ],
      [
        'a photo over the limit',
        { ImageBase64: '/9j/'.repeat(800_000) },
        'FailedOperation.ImageSizeTooLarge',
        /3/,
      ],
      ['an empty photo', { ImageBase64: '' }, 'FailedOperation.EmptyImageError', /empty/i],
    ]
    for (const [what, change, code, message] of fields) {
      it(`${what}: ${code}`, async () => {
        const request = await withPhoto(change)
        const error = await catchSdkError(
          server.sdk({ language: 'en-US' }).ImageRecognitionV2(request),
        )
        assert.equal(error.code, code, error.message)
        assert.match(error.message, message)
      })
    }

    for (const { what, code, make } of hostileImages) {
      it(`${what}: ${code}`, async () => {
        const before = await server.countEvidence()
        const request = await withPhoto({ ImageBase64: (await make()).toString('base64') })
        const error = await catchSdkError(
          server.sdk({ language: 'en-US' }).ImageRecognitionV2(request),
        )
        assert.equal(error.code, code, error.message)
        if (/ImageDecodeFailed|ImageSizeTooLarge|LifePhotoSizeError/.test(code))
          assert.equal(await server.countEvidence(), before)
      })
    }

    it('encrypted fields: InvalidParameter.UnsupportEncryptField', async () => {
      const request = await withPhoto({})
      const Encryption = { EncryptList: ['Name'], CiphertextBlob: 'x', Iv: 'y' }
      const error = await catchSdkError(server.sdk().ImageRecognitionV2({ ...request, Encryption }))
      assert.equal(error.code, 'InvalidParameter.UnsupportEncryptField')
    })

    it('and still serves', async () => {
      const answer = await server.sdk().ImageRecognitionV2(await withPhoto({}))
      assert.equal(answer.Result, 'Success')
    })
  })
})
