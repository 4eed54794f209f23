import assert from 'node:assert/strict'
import { judgeSilent } from '../../../server/domain/silent/judgeSilent.ts'
import { silentLimits } from '../../../server/domain/silent/silentLimits.ts'
import { silentSecret } from '../../../server/domain/silent/silentTiming.ts'
import { fakeFrame } from '../../support/captureFakes.ts'

const painted = [1000, 1000 + silentSecret.durationMs]

/** A face that sways by some so many pixels and shuts its eyes for a while; they are 90 px apart. */
function judge(
  swayPx: number,
  { intervalMs = 66, yawDeg = 0, interOcularPx = 0, hasFace = true, shutMs = [2000, 2200] } = {},
) {
  const frames = []
  for (let timeMs = 200; timeMs < painted[1]! + 800; timeMs += intervalMs) {
    const isShut = timeMs >= shutMs[0]! && timeMs < shutMs[1]!
    const eyeOpening = isShut ? 0.15 : 0.3
    const scene = { n: 0, faces: Number(hasFace), sway: swayPx / 2, yawDeg, eyeOpening }
    frames.push(fakeFrame({ ...scene, ...(interOcularPx && { interOcularPx }) }, timeMs))
  }
  return judgeSilent({ secret: silentSecret, painted, frames }, silentLimits)
}

const codeOf = ({ outcome, resultCode }: ReturnType<typeof judge>) => `${outcome} ${resultCode}`

describe('judgeSilent', () => {
  it('has nothing against a face that sways as one in the hand does, and blinks', () => {
    const verdict = judge(4)
    assert.equal(codeOf(verdict), 'pass 0', JSON.stringify(verdict.checks))
  })

  it('calls a still picture one', () => {
    assert.equal(codeOf(judge(0)), 'fail 1301')
    assert.equal(codeOf(judge(0.3)), 'fail 1301')
  })

  it('asks again whoever keeps the eyes open, or shut', () => {
    for (const shutMs of [[], [2000, 3500], [900, 5000]]) {
      assert.equal(codeOf(judge(4, { shutMs })), 'inconclusive 1207', shutMs.join())
    }
  })

  it('counts no blink before the look was asked for, nor after it, nor in one picture alone', () => {
    for (const shutMs of [
      [500, 700],
      [4200, 4400],
      [2000, 2060],
    ]) {
      assert.equal(codeOf(judge(4, { shutMs })), 'inconclusive 1207', shutMs.join())
    }
  })

  it('needs one face near enough, towards the camera, without holes, for the whole time', () => {
    assert.equal(codeOf(judge(4, { intervalMs: 700 })), 'inconclusive 1008')
    assert.equal(codeOf(judge(4, { interOcularPx: 30 })), 'inconclusive 1205')
    assert.equal(codeOf(judge(4, { yawDeg: 30 })), 'inconclusive 1003')
    const { secret, frames } = { secret: silentSecret, frames: [] }
    const late = [1000, 2000]
    const noFrame = judgeSilent({ secret, painted, frames }, silentLimits)
    assert.equal(codeOf(noFrame), 'inconclusive 1008')
    assert.equal(codeOf(judge(4, { hasFace: false })), 'inconclusive 1210')
    assert.equal(
      codeOf(judgeSilent({ secret, painted: late, frames }, silentLimits)),
      'inconclusive 1008',
    )
  })
})
