import assert from 'node:assert/strict'
import { access, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { createServer } from '../../server/api/httpServer.ts'
import { createApp } from '../../server/app.ts'
import { readWav } from '../../server/domain/capture/readWav.ts'
import type { RecordingAnswer, RecordingOffer } from '../../server/protocol/recording.ts'
import { wireRecording } from '../../server/wireRecording.ts'
import { runScript } from '../support/cli.ts'
import { spokenPcm } from '../support/spokenPcm.ts'

const token = 'token-of-the-page'
/** Of any request; which fields are there is what the tests ask. */
type Answer = RecordingOffer & RecordingAnswer & { code: string }

const upTo = (count: number) => Array.from({ length: count }, (_, at) => at)
const scopes = ['voice', 'training', 'adult']

describe('the recording page’s server', function () {
  this.timeout(60_000)
  let dataDir: string
  let url: string
  let close: () => Promise<void>
  let aheadMs = 0
  let expire: () => Promise<number>
  /** No two readings agree: what is worked out from two of them is found out. */
  const clock = () => Date.now() + (aheadMs += 1)

  async function start(pageToken: string | null, trustProxy = false): Promise<void> {
    const logger = pino({ level: 'silent' })
    const recording = { token: pageToken, business: 'Example Ltd', days: 30 }
    const wired = wireRecording({ dataDir, recording, trustProxy }, clock, logger)
    if (wired) expire = () => wired.jobs[0]!.run()
    const app = createApp({
      actions: {},
      findKey: () => Promise.resolve(null),
      clock,
      logger,
      ...(wired && { recording: wired.router }),
    })
    const server = createServer(app, { logger })
    const { port } = await server.listen(0, '127.0.0.1')
    url = `http://127.0.0.1:${port}/recordings`
    close = () => server.close()
  }

  async function ask(method: string, path: string, bearer: string, body?: object | Uint8Array) {
    const isBytes = body instanceof Uint8Array
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${bearer}`,
        'Accept-Language': 'en',
        'Content-Type': isBytes ? 'application/octet-stream' : 'application/json',
      },
      ...(body && { body: isBytes ? Buffer.from(body) : JSON.stringify(body) }),
    })
    const answer: Answer = JSON.parse(await response.text())
    return { status: response.status, answer }
  }

  async function agree(): Promise<RecordingAnswer> {
    const { textHash } = (await ask('GET', '/consent', token)).answer
    const { status, answer } = await ask('POST', '/speakers', token, {
      language: 'en-US',
      textHash,
      scopes,
    })
    assert.equal(status, 200, JSON.stringify(answer))
    return answer
  }
  const put = ({ speakerId, secret }: RecordingAnswer, place: number | string, pcm: Uint8Array) =>
    ask('PUT', `/speakers/${speakerId}/${place}`, secret, pcm)
  const folderOf = ({ speakerId }: RecordingAnswer) => join(dataDir, 'recordings', speakerId)

  beforeEach(async () => {
    aheadMs = 0
    dataDir = await mkdtemp(join(tmpdir(), 'zhenren-recordings-'))
    await start(token)
  })
  afterEach(async () => {
    await close()
    await rm(dataDir, { recursive: true })
  })

  it('is not there unless it is switched on', async () => {
    await close()
    await start(null)
    assert.equal((await ask('GET', '/consent', token)).status, 404)
  })

  it('tells nobody without the token what is on offer', async () => {
    for (const bearer of ['', 'other', `${token}x`]) {
      const { status } = await ask('GET', '/consent', bearer)
      assert.equal(status, 404)
    }
    const { answer } = await ask('GET', '/consent', token)
    assert.match(answer.text, /Example Ltd/)
    assert.match(answer.text, /30 days/)
  })

  it('keeps what was agreed to, and recordings under their codes', async () => {
    const speaker = await agree()
    assert.equal(new Set(speaker.codes).size, 20)
    const consent = JSON.parse(await readFile(join(folderOf(speaker), 'consent.json'), 'utf8'))
    assert.deepEqual(consent.scopes, scopes)
    assert.match(consent.textHash, /^[0-9a-f]{64}$/)
    assert.equal(Date.parse(consent.eraseAt) - Date.parse(consent.givenAt), 30 * 86_400_000)
    assert.ok(!JSON.stringify(consent).includes(speaker.secret))

    const pcm = spokenPcm(4)
    assert.deepEqual((await put(speaker, 0, pcm)).answer, { again: null })
    assert.deepEqual((await put(speaker, 0, pcm)).answer, { again: null })
    const code = speaker.codes[0]
    assert.deepEqual((await readdir(folderOf(speaker))).toSorted(), [
      `${code}_1.wav`,
      `${code}_2.wav`,
      'consent.json',
    ])
    const path = join(folderOf(speaker), `${code}_1.wav`)
    const sound = readWav(await readFile(path))
    assert.deepEqual([sound?.rateHz, sound?.samples.length], [16_000, pcm.length / 2])
    assert.equal((await stat(path)).mode & 0o777, 0o600)
    assert.equal((await stat(folderOf(speaker))).mode & 0o777, 0o700)

    const out = join(dataDir, 'digits')
    const cut = await runScript('admin', ['recordings', 'cut', out], { DATA_DIR: dataDir })
    assert.equal(cut.code, 0, cut.stderr)
    assert.equal(JSON.parse(cut.stdout).digits, 8)
    const names = (await readdir(join(out, speaker.speakerId))).toSorted()
    const expected = Array.from(speaker.codes[0]!, (digit, at) =>
      [1, 2].map(take => `${digit}_${code}_${take}_${at + 1}.wav`),
    )
    assert.deepEqual(names, expected.flat().toSorted())
  })

  it('asks again for what cannot be heard, and keeps two takes at the most', async () => {
    const speaker = await agree()
    assert.deepEqual((await put(speaker, 3, new Uint8Array(96_000))).answer, { again: 'quiet' })
    const loud = new Uint8Array(96_000).map((_, at) => (at % 2 === 1 ? 0x7f : 0xff))
    assert.deepEqual((await put(speaker, 3, loud)).answer, { again: 'loud' })
    // Whose answers were lost goes on to the next code all the same.
    for (let take = 0; take < 3; take++) {
      const { status, answer } = await put(speaker, 3, spokenPcm(4))
      assert.deepEqual([status, answer], [200, { again: null }])
    }
    const names = (await readdir(folderOf(speaker))).filter(name => name.endsWith('.wav'))
    assert.equal(names.length, 2)
  })

  it('keeps one take after the other when several come at once', async () => {
    const speaker = await agree()
    const answers = await Promise.all(upTo(4).map(() => put(speaker, 2, spokenPcm(4))))
    for (const { answer } of answers) assert.deepEqual(answer, { again: null })
    const names = (await readdir(folderOf(speaker))).filter(name => name.endsWith('.wav'))
    assert.equal(names.length, 2)
  })

  it('takes no agreement to other words, none in part, and nothing that is no agreement', async () => {
    const { textHash } = (await ask('GET', '/consent', token)).answer
    const request = { language: 'en-US', textHash, scopes }
    for (const [body, code] of [
      [{ ...request, textHash: '0'.repeat(64) }, 'Session.ConsentOutdated'],
      [{ ...request, language: 'zh-CN' }, 'Session.ConsentOutdated'],
      [{ ...request, scopes: ['voice', 'adult'] }, 'Session.ConsentNeeded'],
      [{ ...request, scopes: ['everything'] }, 'InvalidParameter'],
      [{ ...request, more: 1 }, 'InvalidParameter'],
      [[], 'InvalidParameter'],
    ] as const) {
      assert.equal((await ask('POST', '/speakers', token, body)).answer.code, code)
    }
    await assert.rejects(access(join(dataDir, 'recordings')))
  })

  it('holds against hostile places, sizes, names and other people’s secrets', async () => {
    const [speaker, other] = [await agree(), await agree()]
    const pcm = spokenPcm(4)
    for (const [place, code] of [
      [20, 'InvalidParameter'],
      ['-1', 'ResourceNotFound'],
      ['1e1', 'ResourceNotFound'],
      ['..%2F0', 'ResourceNotFound'],
    ] as const) {
      assert.equal((await put(speaker, place, pcm)).answer.code, code, String(place))
    }
    for (const bytes of [1, 16_000, 96_001]) {
      assert.equal((await put(speaker, 0, new Uint8Array(bytes))).answer.code, 'InvalidParameter')
    }
    const large = await put(speaker, 0, new Uint8Array(500_000))
    assert.deepEqual([large.status, large.answer.code], [413, 'RequestSizeLimitExceeded'])
    for (const stranger of [
      { ...speaker, secret: other.secret },
      { ...speaker, secret: token },
      { ...speaker, speakerId: '../../../../../etc' },
      { ...speaker, speakerId: '..%2F..%2F..%2Fetc' },
      { ...speaker, speakerId: '.'.repeat(36) },
    ]) {
      assert.equal((await put(stranger, 0, pcm)).status, 404, stranger.speakerId)
    }
    assert.deepEqual(await readdir(folderOf(speaker)), ['consent.json'])
  })

  it('takes thirty volunteers of one address at once and thirty more an hour, whatever they send', async () => {
    await close()
    await start(token, true)
    const from = async (address: string, bearer = token) => {
      const response = await fetch(`${url}/speakers`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${bearer}`,
          'Content-Type': 'application/json',
          'X-Forwarded-For': address,
        },
        body: '{}',
      })
      const { code, message } = JSON.parse(await response.text())
      return [response.status, code, response.headers.get('retry-after'), message]
    }
    for (let at = 0; at < 30; at += 1) {
      // What a client says in front of the proxy's word does not count; nor do the last bits of an IPv6.
      const address = `203.0.113.${at}, 2001:db8::${at.toString(16)}`
      assert.deepEqual((await from(address)).slice(0, 2), [400, 'InvalidParameter'])
    }
    const refused = await from('2001:db8:0:0:1::9')
    assert.deepEqual(refused.slice(0, 3), [429, 'RequestLimitExceeded', '120'])
    assert.match(String(refused[3]), /一次至多 30 次，之后每 2 分钟 1 次）。请在 2 分钟后重试/)
    assert.equal((await from('2001:db8:0:1::9'))[0], 400)
    assert.equal((await from('::ffff:203.0.113.9'))[0], 400)
    aheadMs += 121_000
    assert.equal((await from('2001:db8::1'))[0], 400)
    assert.equal((await from('2001:db8::1'))[0], 429)
    aheadMs += 3_600_000
    for (let at = 0; at < 30; at += 1) assert.equal((await from('2001:db8::1'))[0], 400)
    assert.equal((await from('2001:db8::1'))[0], 429)

    // Strangers use up nothing, and are told nothing.
    for (let at = 0; at < 31; at += 1)
      assert.deepEqual((await from('198.51.100.1', 'guess')).slice(0, 2), [404, 'ResourceNotFound'])
    assert.equal((await from('198.51.100.1'))[0], 400)

    // Without a proxy that is trusted the address is the line's.
    await close()
    await start(token)
    for (let at = 0; at < 30; at += 1) assert.equal((await from(`203.0.113.${at}`))[0], 400)
    assert.equal((await from('203.0.113.99'))[0], 429)
    // The rest of the page goes on.
    assert.equal((await ask('GET', '/consent', token)).status, 200)
  })

  it('erases everything on withdrawal, also after the page was switched off', async () => {
    const [speaker, other] = [await agree(), await agree()]
    await put(speaker, 0, spokenPcm(4))
    await close()
    await start(null)
    assert.equal((await ask('GET', '/consent', token)).status, 404)
    assert.equal((await put(speaker, 1, spokenPcm(4))).status, 404)
    const path = `/speakers/${speaker.speakerId}`
    assert.equal((await ask('DELETE', path, other.secret)).status, 404)
    assert.equal((await ask('DELETE', path, speaker.secret)).status, 200)
    await assert.rejects(access(folderOf(speaker)))
    await access(folderOf(other))
    assert.equal((await ask('DELETE', path, speaker.secret)).status, 404)
  })

  it('erases what was kept as long as was said', async () => {
    const speaker = await agree()
    await put(speaker, 0, spokenPcm(4))
    aheadMs = 29 * 86_400_000
    assert.equal(await expire(), 0)
    aheadMs = 31 * 86_400_000
    assert.equal(await expire(), 1)
    await assert.rejects(access(folderOf(speaker)))
  })

  it('gives the places of volunteers of whom nothing came within a day to others', async () => {
    const speaker = await agree()
    assert.equal(await expire(), 0)
    aheadMs += 86_400_001
    assert.equal(await expire(), 1)
    await assert.rejects(access(folderOf(speaker)))
  })
})
