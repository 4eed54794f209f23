import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readConfig } from '../../server/config.ts'
import { issuedValueLifetimeMs, type IssuedKind } from '../../server/domain/issuedValue.ts'
import { openStore, type Store } from '../../server/openStore.ts'
import { peopleSeeds } from '../../server/phone/people.ts'
import type { ActionStep, DigitStep } from '../../server/protocol/challenge.ts'
import { startDemoServer, type DemoServer } from '../support/demoServer.ts'
import { recordPhone, recordStill } from '../support/phoneClip.ts'
import { catchSdkError } from '../support/sdkClient.ts'

const common = { version: 1, challengeId: 'recorded', lifetimeMs: 60_000 } as const
const rest = (durationMs: number): ActionStep => ({ action: null, durationMs })
const actions: Record<string, ActionStep> = {
  '1': { action: 'openMouth', durationMs: 2200 },
  '2': { action: 'blink', durationMs: 1800 },
}

/** One of the rendered people, whose photos are in the demo's library, records what was asked. */
async function recordDigits(code: string, person: number, seed: number): Promise<string> {
  const quiet = (durationMs: number): DigitStep => ({ digit: null, durationMs })
  const spoken = Array.from(code, (digit): DigitStep => ({ digit, durationMs: 1000 }))
  const steps = [quiet(700), ...spoken, quiet(500)]
  const video = await recordPhone(
    { kind: 'digit', ...common, steps },
    { person: peopleSeeds[person]!, seed },
  )
  return video.toString('base64')
}

async function recordActions(sequence: string, person: number, seed: number): Promise<string> {
  const [first = '', second = ''] = sequence.split(',')
  const steps = [rest(600), actions[first]!, rest(400), actions[second]!, rest(500)]
  const video = await recordPhone(
    { kind: 'action', ...common, steps },
    { person: peopleSeeds[person]!, seed },
  )
  return video.toString('base64')
}

describe('videos through the official SDK: real decoder, real models', function () {
  this.timeout(180_000)
  let server: DemoServer
  let store: Store
  let silent: string

  before(async () => {
    server = await startDemoServer()
    store = await openStore(readConfig({ DATA_DIR: server.dataDir }))
    await store.accounts.update('demo', { requestsPerSecond: 1000 })
    const steps = [rest(1000), rest(900), rest(700)]
    const video = await recordPhone(
      { kind: 'action', ...common, steps },
      { person: peopleSeeds[0], seed: 3 },
    )
    silent = video.toString('base64')
  })
  after(async () => {
    await store.close()
    await server.stop()
  })

  /** As if it had been given out: the dice would make every run another. */
  const issue = (kind: IssuedKind, value: string) =>
    store.issuedValues.insert({
      valueId: randomUUID(),
      accountId: 'demo',
      kind,
      value,
      madeAt: Date.now(),
      expiresAt: Date.now() + issuedValueLifetimeMs,
    })
  const lastChecks = async () => {
    const rows = await store.db.selectFrom('attempts').selectAll().execute()
    return rows.at(-1)?.checks ?? ''
  }
  const passing = () => server.demo.people.filter(({ expects }) => expects === 0)

  it('LivenessRecognition knows who reads the code aloud', async () => {
    const { Name, IdCard } = passing()[1]!
    await issue('liveCode', '8036')
    await issue('liveCode', '9043')
    const request = { Name, IdCard, LivenessType: 'LIP' }
    const VideoBase64 = await recordDigits('8036', 1, 12)
    const send = (ValidateData: string) =>
      server.sdk().LivenessRecognition({ ...request, VideoBase64, ValidateData })
    const answer = await send('8036')
    assert.equal(answer.Result, 'Success', await lastChecks())
    assert.ok((answer.Sim ?? 0) >= 70)
    const jpeg = Buffer.from(answer.BestFrameBase64 ?? '', 'base64')
    assert.deepEqual([...jpeg.subarray(0, 2)], [0xff, 0xd8])

    const failed = await send('9043')
    assert.equal(failed.Result, 'FailedOperation.LipVoiceRecognize')
    assert.equal(failed.BestFrameBase64, null)
  })

  it('LivenessCompare knows who acts in the order asked, and only then', async () => {
    const ImageBase64 = await server.photo(passing()[2]!.photo)
    await issue('actionSequence', '2,1')
    await issue('actionSequence', '1,2')
    const VideoBase64 = await recordActions('2,1', 2, 7)
    const send = (ValidateData: string) =>
      server
        .sdk()
        .LivenessCompare({ ImageBase64, LivenessType: 'ACTION', ValidateData, VideoBase64 })
    const answer = await send('2,1')
    assert.equal(answer.Result, 'Success', await lastChecks())
    const failed = await send('1,2')
    assert.equal(failed.Result, 'FailedOperation.ActionFirstAction')
  })

  it('SILENT tells people apart, and a film from a picture', async () => {
    const request = { LivenessType: 'SILENT', VideoBase64: silent }
    const own = await server.photo(passing()[0]!.photo)
    const others = await server.photo(passing()[1]!.photo)
    const sdk = server.sdk({ language: 'en-US' })
    const passed = await sdk.LivenessCompare({ ...request, ImageBase64: own })
    assert.equal(passed.Result, 'Success', await lastChecks())
    assert.match(passed.Description ?? '', /no security check/)
    const stranger = await sdk.LivenessCompare({ ...request, ImageBase64: others })
    assert.equal(stranger.Result, 'FailedOperation.CompareLowSimilarity')
    const still = await recordStill(join(server.dataDir, passing()[0]!.photo))
    const picture = await sdk.LivenessCompare({
      ...request,
      VideoBase64: still.toString('base64'),
      ImageBase64: own,
    })
    assert.equal(picture.Result, 'FailedOperation.SilentPictureLiveFail')
  })

  it('says what is wrong with what is no video, and goes on', async () => {
    const { Name, IdCard } = passing()[0]!
    const { LiveCode = '' } = await server.sdk().GetLiveCode()
    const request = { Name, IdCard, LivenessType: 'LIP', ValidateData: LiveCode }
    const sdk = server.sdk({ language: 'en-US' })
    const send = async (bytes: Buffer) => {
      const VideoBase64 = bytes.toString('base64')
      const { code } = await catchSdkError(sdk.LivenessRecognition({ ...request, VideoBase64 }))
      return code
    }
    const before = await server.countEvidence()
    const photo = await readFile(join(server.dataDir, passing()[0]!.photo))
    assert.equal(await send(photo), 'FailedOperation.LipVideoInvalid')
    assert.equal(
      await send(Buffer.from('#EXTM3U\nhttp://127.0.0.1/a.ts')),
      'FailedOperation.LipVideoInvalid',
    )
    const cut = Buffer.from(silent, 'base64').subarray(0, 3000)
    assert.match(String(await send(cut)), /^FailedOperation\.(VideoDecodeFailed|LipSizeError)$/)
    assert.equal(await server.countEvidence(), before)
    const mute = await sdk.LivenessRecognition({ ...request, VideoBase64: silent })
    assert.equal(mute.Result, 'FailedOperation.LipVoiceDetect')
  })
})
