import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateLightChallenge } from '../../server/domain/light/generateLightChallenge.ts'
import { lightTiming } from '../../server/domain/light/lightTiming.ts'
import { toLightSteps } from '../../server/domain/light/toLightSteps.ts'
import { createRandom } from '../../server/evaluate/random.ts'
import { peopleSeeds } from '../../server/phone/people.ts'
import type { ActionStep } from '../../server/protocol/challenge.ts'
import { runScript } from '../support/cli.ts'
import { filmPhone, recordPhone } from '../support/phoneClip.ts'
import { photoOf } from '../support/photos.ts'

describe('verify --video', function () {
  this.timeout(180_000)
  let folder: string
  const file = (name: string) => join(folder, name)
  const verify = (args: string[]) => runScript('verify', args, { DATA_DIR: file('data') })
  const clip = (person: number) => [
    '--video',
    file('video.mp4'),
    '--reference',
    file(`${person}.jpg`),
  ]

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhenren-verify-'))
    const rest: ActionStep = { action: null, durationMs: 600 }
    const blink: ActionStep = { action: 'blink', durationMs: 1800 }
    const openMouth: ActionStep = { action: 'openMouth', durationMs: 2200 }
    const steps = [rest, blink, rest, openMouth, rest]
    const video = await recordPhone(
      { kind: 'action', version: 1, challengeId: 'recorded', lifetimeMs: 60_000, steps },
      { person: peopleSeeds[0], seed: 5 },
    )
    await writeFile(file('video.mp4'), video)
    await writeFile(file('light.json'), JSON.stringify(await recordLight()))
    for (const person of [0, 1]) {
      await writeFile(file(`${person}.jpg`), await photoOf(person, 0))
    }
    await writeFile(file('broken.mp4'), video.subarray(0, 2000))
  })
  /** Somebody holds the face into the light; the file begins .6 s later than is told. */
  const recordLight = async () => {
    const random = createRandom(11)
    const bytes = (size: number) => Uint8Array.from({ length: size }, () => 256 * random())
    const secret = generateLightChallenge(bytes, lightTiming)
    const steps = toLightSteps(secret)
    const settings = { person: peopleSeeds[0], seed: 7 }
    const { mp4, painted } = await filmPhone(
      { kind: 'light', version: 1, challengeId: 'recorded', lifetimeMs: 60_000, steps },
      settings,
    )
    await writeFile(file('light.mp4'), mp4)
    return { ...secret, painted: painted.map(timeMs => timeMs + 600) }
  }
  after(() => rm(folder, { recursive: true, force: true }))

  const acted = (sequence: string, person: number) =>
    verify([...clip(person), '--mode', 'action', '--actions', sequence])

  it('passes who acts in order and is the person of the photo, with every check explained', async () => {
    const { code, stdout, stderr } = await acted('2,1', 0)
    const verdict = JSON.parse(stdout)
    assert.equal(code, 0, `${stdout}${stderr}`)
    assert.equal(verdict.verdict, 'pass')
    assert.ok(verdict.Sim >= 70)
    assert.match(verdict.note, /no security check/)
    const names = new Set(verdict.checks.map((check: { name: string }) => check.name))
    for (const name of ['clip.action.inOrder', 'identity.frames', 'compare.sim']) {
      assert.ok(names.has(name), name)
    }
  })

  it('refuses the other order, and another person, with exit code 1', async () => {
    const other = await acted('1,2', 0)
    assert.equal(other.code, 1)
    assert.equal(JSON.parse(other.stdout).result, 'FailedOperation.ActionFirstAction')
    const stranger = await acted('2,1', 1)
    assert.equal(stranger.code, 1)
    assert.equal(JSON.parse(stranger.stdout).result, 'FailedOperation.CompareLowSimilarity')
  })

  it('passes whose face answers with the colours that were painted, and no other colours', async () => {
    const files = ['--video', file('light.mp4'), '--reference', file('0.jpg')]
    const light = (challenge: string) =>
      verify([...files, '--mode', 'light', '--challenge', file(challenge)])
    const { code, stdout, stderr } = await light('light.json')
    assert.equal(code, 0, `${stdout}${stderr}`)
    const names = new Set(JSON.parse(stdout).checks.map((check: { name: string }) => check.name))
    for (const name of ['light.code.correlation', 'compare.sim']) assert.ok(names.has(name), name)

    const painted = JSON.parse(await readFile(file('light.json'), 'utf8'))
    const hues = painted.hues.toReversed()
    await writeFile(file('other.json'), JSON.stringify({ ...painted, hues }))
    const other = await light('other.json')
    assert.equal(other.code, 1)
    assert.notEqual(JSON.parse(other.stdout).result, 'Success')
  })

  it('hears no digits where there is no sound', async () => {
    const { code, stdout } = await verify([...clip(0), '--mode', 'digit', '--code', '8036'])
    assert.equal(code, 1)
    assert.equal(JSON.parse(stdout).result, 'FailedOperation.LipVoiceDetect')
  })

  it('says what is wrong with its arguments and files, exit code 2', async () => {
    const video = clip(0)
    const wrong: [string[], RegExp][] = [
      [video, /--mode is needed/],
      [[...video, '--mode', 'dance'], /--mode is needed/],
      [[...video, '--mode', 'light'], /--challenge is needed/],
      [[...video, '--mode', 'light', '--challenge', file('video.mp4')], /no JSON/],
      [[...video, '--mode', 'silent', '--challenge', file('light.json')], /--challenge goes with/],
      [[...video, '--mode', 'light-digit', '--challenge', file('light.json')], /four digits/],
      [[...video, '--mode', 'digit', '--code', '12'], /four digits/],
      [[...video, '--mode', 'action', '--actions', '1,1'], /1,2 or 2,1/],
      [[...video, '--mode', 'silent', '--code', '8036'], /--code goes with/],
      [[...video, '--photo', file('0.jpg')], /--photo and --reference/],
      [
        ['--photo', file('0.jpg'), '--reference', file('0.jpg'), '--mode', 'silent'],
        /go with --video/,
      ],
      [
        ['--video', file('broken.mp4'), '--reference', file('0.jpg'), '--mode', 'silent'],
        /cannot be decoded|no picture/,
      ],
    ]
    for (const [args, message] of wrong) {
      const { code, stderr } = await verify(args)
      assert.equal(code, 2, args.join(' '))
      assert.match(stderr, message)
    }
  })
})
