import assert from 'node:assert/strict'
import type { AttackName } from '../../server/phone/attacks/index.ts'
import {
  answerToScreen,
  meanOfMiddle,
  performRaw,
  personHead,
  redThenBlue,
  smallHandset,
} from './phoneSupport.ts'

const attackNames: readonly AttackName[] = [
  'wrong-code',
  'static-photo',
  'print',
  'screen-replay',
  'other-person',
]

describe('a simulated performance', function () {
  this.timeout(120_000)

  it('is the same for the same seed, and another one for another', async () => {
    const [one, same, other] = [
      await performRaw({ seed: 7 }),
      await performRaw({ seed: 7 }),
      await performRaw({ seed: 8 }),
    ]
    assert.deepEqual(one.packets, same.packets)
    assert.deepEqual(one.painted, same.painted)
    assert.notDeepEqual(one.packets, other.packets)
  })

  it('paints every step and the end, each within two display frames of its plan', async () => {
    const { painted } = await performRaw({})
    assert.equal(painted.length, redThenBlue.steps.length + 1)
    redThenBlue.steps.forEach(({ durationMs }, step) => {
      const shownMs = painted[step + 1]! - painted[step]!
      assert.ok(Math.abs(shownMs - durationMs) < 34, `step ${step} was shown for ${shownMs} ms`)
    })
  })

  it('films 12 to 15 frames a second with jitter, every time later than the one before', async () => {
    const { packets } = await performRaw({})
    const times = packets.map(({ captureMs }) => captureMs)
    for (const [index, time] of times.slice(1).entries()) assert.ok(time > times[index]!)
    const frames = packets.filter(({ kind }) => kind === 'frame')
    const spanMs = frames.at(-1)!.captureMs - frames[0]!.captureMs
    const rate = (1000 * (frames.length - 1)) / spanMs
    assert.ok(rate > 11 && rate < 15.5, `${rate} frames a second`)
    const gaps = frames.slice(1).map((frame, i) => frame.captureMs - frames[i]!.captureMs)
    assert.ok(new Set(gaps.map(gap => Math.round(gap * 100))).size > gaps.length / 2)
  })

  it('takes two stills while the lead-in is shown', async () => {
    const { packets, painted } = await performRaw({})
    const stills = packets.filter(({ kind }) => kind === 'still')
    assert.equal(stills.length, 2)
    for (const { captureMs } of stills) {
      assert.ok(captureMs > painted[0]! && captureMs < painted[1]! + 100)
    }
  })

  it('never shows one frame twice', async () => {
    const { packets } = await performRaw({})
    const hashes = packets.map(({ payload }) => Buffer.from(payload).toString('hex'))
    assert.equal(new Set(hashes).size, hashes.length)
  })

  it('shows a face that answers to the screen, less and less with more light in the room', async () => {
    const answers = []
    for (const ambientLux of [100, 500, 20_000]) {
      answers.push(answerToScreen(await performRaw({ wishes: { ambientLux } })))
    }
    const [dim, office, sun] = answers
    assert.ok(dim! > 0.15, `${dim} at 100 lx`)
    assert.ok(office! < dim! / 2 && office! > 0.02, `${office} at 500 lx`)
    assert.ok(Math.abs(sun!) < 0.02, `${sun} at 20,000 lx`)
  })
})

describe('attacks', function () {
  this.timeout(120_000)
  const wishes = { ambientLux: 150 }

  it('a print answers to the screen as a face does', async () => {
    const print = answerToScreen(await performRaw({ attack: 'print', wishes }))
    assert.ok(print > 0.1, `${print}`)
  })

  it('a wrong code and a static photo do not answer to the screen', async () => {
    const still = answerToScreen(await performRaw({ attack: 'static-photo', wishes }))
    assert.ok(Math.abs(still) < 0.02, `static photo ${still}`)
    // Its own colours may look like an answer in one run, but not in the same way in several.
    const answers = []
    for (const seed of [1, 2, 3, 4]) {
      answers.push(answerToScreen(await performRaw({ attack: 'wrong-code', seed, wishes })))
    }
    const genuine = answerToScreen(await performRaw({ wishes }))
    assert.ok(
      answers.some(answer => answer < genuine / 3),
      `wrong codes ${answers.join(', ')}, genuine ${genuine}`,
    )
  })

  it('show a picture of the person before the challenge begins, too', () => {
    for (const attack of attackNames) {
      const handset = smallHandset({ attack })
      const [red, green, blue] = meanOfMiddle(handset.frame(1000))
      assert.ok(red > 30 && green > 20 && blue > 15, `${attack}: ${red}, ${green}, ${blue}`)
    }
  })

  it('a display shows its own light, and of ours a little glare', async () => {
    const genuine = answerToScreen(await performRaw({ wishes }))
    const answers = []
    for (const seed of [1, 2, 3, 4]) {
      answers.push(answerToScreen(await performRaw({ attack: 'screen-replay', seed, wishes })))
    }
    assert.ok(
      answers.some(answer => answer < genuine / 3),
      `displays ${answers.join(', ')}, genuine ${genuine}`,
    )
  })

  it('another person is somebody else in the same situation', async () => {
    const own = await performRaw({ seed: 9 })
    const other = await performRaw({ seed: 9, attack: 'other-person' })
    const next = await performRaw({ seed: 9, person: personHead(1) })
    assert.deepEqual(other.painted, own.painted)
    assert.notDeepEqual(other.packets, own.packets)
    assert.equal(other.pictures.length, next.pictures.length)
  })
})
