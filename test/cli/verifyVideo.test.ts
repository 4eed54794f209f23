import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { peopleSeeds } from '../../server/phone/people.ts'
import type { ActionStep } from '../../server/protocol/challenge.ts'
import { runScript } from '../support/cli.ts'
import { recordPhone } from '../support/phoneClip.ts'
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
    const rest: ActionStep = { action: null, count: 0, durationMs: 600 }
    const blink: ActionStep = { action: 'blink', count: 1, durationMs: 1800 }
    const openMouth: ActionStep = { action: 'openMouth', count: 1, durationMs: 2200 }
    const steps = [rest, blink, rest, openMouth, rest]
    const video = await recordPhone(
      { kind: 'action', version: 1, challengeId: 'recorded', lifetimeMs: 60_000, steps },
      { person: peopleSeeds[0], seed: 5 },
    )
    await writeFile(file('video.mp4'), video)
    for (const person of [0, 1]) {
      await writeFile(file(`${person}.jpg`), await photoOf(person, 0))
    }
    await writeFile(file('broken.mp4'), video.subarray(0, 2000))
  })
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

  it('hears no digits where there is no sound', async () => {
    const { code, stdout } = await verify([...clip(0), '--mode', 'digit', '--code', '8036'])
    assert.equal(code, 1)
    assert.equal(JSON.parse(stdout).result, 'FailedOperation.LipVoiceDetect')
  })

  it('says what is wrong with its arguments and files, exit code 2', async () => {
    const video = clip(0)
    const wrong: [string[], RegExp][] = [
      [video, /--mode is needed/],
      [[...video, '--mode', 'light'], /--mode is needed/],
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
