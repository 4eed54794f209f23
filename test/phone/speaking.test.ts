import assert from 'node:assert/strict'
import { readVoices } from '../../server/cli/readVoices.ts'
import { attackNames, attacks, attacksOn } from '../../server/phone/attacks/index.ts'
import { phoneModes } from '../../server/phone/modes.ts'
import type { Challenge } from '../../server/protocol/challenge.ts'
import { mouthAt } from '../../server/phone/person/mouthAt.ts'
import { createTalkingActor } from '../../server/phone/person/talkingActor.ts'
import { frontalPose, type Pose } from '../../server/phone/render/pose.ts'
import { renderGeometry } from '../../server/phone/render/rasterise.ts'
import { drawSituation } from '../../server/phone/scene/drawSituation.ts'
import { lightPlate } from '../../server/phone/scene/lightPlate.ts'
import { retouch } from '../../server/phone/scene/retouch.ts'
import { spokenDigits, type SpokenDigit, type Voice } from '../../server/phone/voice/voice.ts'
import {
  challengeOf,
  digitsOf,
  meanOfMiddle,
  performRaw,
  personHead,
  smallFrame,
  smallHandset,
} from './phoneSupport.ts'

describe('a simulated person who speaks', function () {
  this.timeout(120_000)
  let voices: Voice[]
  before(async () => {
    voices = await readVoices()
  })

  const said = (digit: SpokenDigit) => ({ digit, startMs: 1000, pcm: voices[0]!.digits[digit] })
  const shapesOf = (digit: SpokenDigit) =>
    Array.from({ length: 120 }, (_, at) => mouthAt(said(digit), 800 + at * 10)).filter(
      shape => shape !== null,
    )

  it('opens the mouth for every digit: wide for ba and san, little for yi, round for wu', () => {
    const widest = (digit: SpokenDigit) =>
      Math.max(...shapesOf(digit).map(({ mouthOpen }) => mouthOpen))
    for (const digit of spokenDigits) assert.ok(widest(digit) >= 0.25, digit)
    for (const wide of ['8', '3'] as const) {
      for (const narrow of ['1', '4', '5', '7'] as const) assert.ok(widest(wide) > widest(narrow))
    }
    const rounds = (digit: SpokenDigit) => shapesOf(digit).map(({ lipRound }) => lipRound)
    assert.equal(Math.max(...rounds('5')), 1)
    assert.equal(Math.min(...rounds('1')), -1)
    assert.ok(Math.min(...rounds('6')) < 0 && Math.max(...rounds('6')) > 0)
  })

  it('closes the mouth before and after, and has few different shapes', () => {
    assert.equal(mouthAt(said('8'), 800), null)
    assert.equal(mouthAt(said('8'), 1800), null)
    for (const digit of spokenDigits) {
      const shapes = shapesOf(digit)
      const different = new Set(shapes.map(shape => JSON.stringify(shape)))
      assert.ok(different.size < 24, `${different.size} shapes of ${digit}`)
      assert.ok(!JSON.stringify(shapes).includes('-0,'))
    }
  })

  it('is ahead of its voice with the lips by 40 to 120 ms', () => {
    for (const seed of [1, 2, 3, 4]) {
      const actor = createTalkingActor(seed, [said('8')], 'phone')
      const firstMs = Array.from({ length: 200 }, (_, at) => 600 + at * 5).find(
        timeMs => actor.expressionAt(timeMs, -Infinity).mouthOpen > 0.3,
      )!
      // The loudness of ba is at its height some 30 ms after its first sample.
      assert.ok(firstMs > 840 && firstMs < 1010, `${firstMs}`)
    }
  })

  it('blinks now and then', () => {
    const actor = createTalkingActor(3, [], 'phone')
    const shut = Array.from({ length: 600 }, (_, at) => actor.expressionAt(at * 20, 0).eyeClose)
    const blinks = shut.filter((value, at) => value === 1 && shut[at - 1]! < 1).length
    assert.ok(blinks >= 1 && blinks <= 6, `${blinks} blinks in 12 s`)
  })

  it('is rendered where the face moves, with the same numbers as all of it', () => {
    const head = personHead(1)
    const situation = drawSituation(4)
    const camera = { ...smallFrame, focalPx: smallFrame.widthPx * situation.optics.focalShare }
    const still: Pose = { ...frontalPose, yaw: 0.1, pitch: 0.05, smile: 0.1 }
    const plateOf = (pose: Pose) =>
      lightPlate(renderGeometry(head, pose, camera, situation.wall), situation)
    const resting = plateOf(still)
    for (const expression of [
      { mouthOpen: 0.5, lipRound: 0 },
      { mouthOpen: 0.25, lipRound: 1 },
      { mouthOpen: 0, lipRound: -0.5 },
      { eyeClose: 1 },
      { eyeClose: 0.5, mouthOpen: 1 },
    ]) {
      const pose = { ...still, ...expression }
      const made = retouch(resting, { situation, head, camera, still, pose })
      assert.deepEqual(made, plateOf(pose), JSON.stringify(expression))
      assert.notDeepEqual(made.room, resting.room)
    }
  })

  it('performs digits with sound that begins with the first digit step and has no gap', async () => {
    const digits = digitsOf('80')
    const colours = challengeOf(['#808080', '#ff0000', '#808080'], 300).steps
    const both: Challenge = {
      ...digits,
      kind: 'light-digit',
      steps: [...colours, ...digits.steps],
    }
    for (const challenge of [digits, both]) {
      const { packets, painted } = await performRaw({ mode: 'light-digit', voices }, challenge)
      const sounds = packets.filter(({ kind }) => kind === 'sound')
      let endMs = painted[challenge.steps.findIndex(step => 'digit' in step)]!
      assert.equal(sounds[0]!.captureMs, endMs)
      for (const { captureMs, payload } of sounds) {
        assert.ok(Math.abs(captureMs - endMs) < 0.01)
        endMs = captureMs + payload.length / 2 / 16
      }
      assert.ok(endMs > painted.at(-1)!)
      assert.ok(sounds.slice(0, -1).every(({ payload }) => payload.length === 3200))
    }
  })

  it('needs a voice for digits, and none for colours', () => {
    assert.throws(() => smallHandset({ mode: 'digit' }), RangeError)
    assert.equal(smallHandset().hear(0, 100).length, 1600)
  })
})

describe('attacks on ceremonies with digits', function () {
  this.timeout(120_000)
  let voices: Voice[]
  before(async () => {
    voices = await readVoices()
  })

  it('exist where they make sense', () => {
    for (const mode of phoneModes) {
      const spoken = mode === 'digit' || mode === 'light-digit'
      assert.equal(attacksOn(mode).includes('silent-audio'), spoken)
      assert.equal(attacksOn(mode).includes('wrong-digits'), spoken)
      assert.ok(attacksOn(mode).includes('cutout'))
    }
  })

  it('show a face in every mode, and give as much sound as an honest ceremony', () => {
    for (const mode of ['light', 'digit'] as const) {
      for (const attack of attacksOn(mode)) {
        const handset = smallHandset({ mode, voices, attack })
        handset.frame(900)
        handset.show('#ffffff', 1000)
        handset.ask({ digit: '8' }, 1000)
        const [red, green, blue] = meanOfMiddle(handset.frame(1500))
        assert.ok(red > 30 && green > 20 && blue > 15, `${attack}: ${red}, ${green}, ${blue}`)
        assert.equal(handset.hear(1000, 1100).length, 1600)
      }
    }
  })

  it('move the lips where somebody speaks before the lens, and only there', () => {
    const timesMs = [2250, 2400, 2550] as const
    for (const attack of attackNames) {
      const [asked, left] = [0, 1].map(() => {
        const handset = smallHandset({ mode: 'digit', voices, attack, seed: 6 })
        handset.show('#ffffff', 1000)
        return handset
      })
      asked!.ask({ digit: '8' }, 1900)
      const change = Math.max(
        ...timesMs.map(timeMs => difference(asked!.frame(timeMs).rgb, left!.frame(timeMs).rgb)),
      )
      // Everything else is the same to the byte.
      const speaks = ['cutout', 'silent-audio', 'wrong-digits', 'other-person', 'spliced']
      assert.equal(change > 0, speaks.includes(attack), `${attack}: ${change}`)
    }
    assert.equal(attacks['silent-audio'].voice, 'none')
  })

  it('play the same stretch again and again, coded anew', () => {
    const handset = smallHandset({ mode: 'digit', voices, attack: 'looped' })
    const pictures = Array.from({ length: 80 }, (_, at) => handset.frame(1000 + at * 66.7).rgb)
    const away = pictures.slice(10).map(picture => difference(picture, pictures[0]!))
    assert.ok(Math.min(...away) > 0, 'no two pictures are the same bytes')
    assert.ok(Math.min(...away) < 2, `the first one comes again: ${Math.min(...away)}`)
  })

  it('cut pieces of another recording into a living stream', async () => {
    const settings = { mode: 'digit', voices, attack: 'spliced' } as const
    const { pictures, packets } = await performRaw(settings, digitsOf('80'))
    const frames = pictures.filter((_, at) => {
      const pictured = packets.filter(({ kind }) => kind !== 'sound')
      return pictured[at]!.kind === 'frame'
    })
    const jumps = frames.slice(1).filter((frame, at) => difference(frame.rgb, frames[at]!.rgb) > 12)
    assert.ok(jumps.length >= 3, `${jumps.length} cuts`)
  })
})

/** Mean absolute difference, 0 … 255. */
function difference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, byte, index) => sum + Math.abs(byte - b[index]!), 0) / a.length
}
