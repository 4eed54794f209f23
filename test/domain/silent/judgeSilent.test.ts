import assert from 'node:assert/strict'
import { judgeSilent } from '../../../server/domain/silent/judgeSilent.ts'
import { silentLimits } from '../../../server/domain/silent/silentLimits.ts'
import { silentSecret } from '../../../server/domain/silent/silentTiming.ts'
import { fakeFrame } from '../../support/captureFakes.ts'

const painted = [1000, 1000 + silentSecret.durationMs]

/** A face that sways by some so many pixels and shuts its eyes for a while; they are 90 px apart. */
function judge(
  swayPx: number,
  { intervalMs = 66, yawDeg = 0, interOcularPx = 0, hasFace = true, shutMs = 200 } = {},
) {
  const frames = []
  for (let timeMs = 980; timeMs < painted[1]! + 80; timeMs += intervalMs) {
    const isShut = timeMs >= 2000 && timeMs < 2000 + shutMs
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
    assert.equal(codeOf(judge(4, { shutMs: 0 })), 'inconclusive 1207')
    assert.equal(codeOf(judge(4, { shutMs: 1500 })), 'inconclusive 1207')
    assert.equal(codeOf(judge(4, { shutMs: 5000 })), 'inconclusive 1207')
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
