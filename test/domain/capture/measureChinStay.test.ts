import assert from 'node:assert/strict'
import { measureChinStay } from '../../../server/domain/capture/measureChinStay.ts'
import { checkJaw } from '../../../server/domain/action/checkJaw.ts'
import { actionLimits } from '../../../server/domain/action/actionLimits.ts'
import { fakeChin, fakeFrame } from '../../support/captureFakes.ts'
import { seededRandom } from '../../support/seededRandom.ts'

const strips = (count: number, lipHeight: number) =>
  Array.from({ length: count }, () => fakeChin(lipHeight))

describe('a chin that stays where it is', () => {
  it('looks the same with the mouth open; one that sank does not', () => {
    assert.ok(measureChinStay(strips(8, 0.3), strips(8, 0.3)) > 0.999)
    assert.ok(measureChinStay(strips(8, 0.3), strips(8, 0.8)) < 0.7)
    assert.ok(Number.isNaN(measureChinStay(strips(8, 0.3), strips(4, 0.8))))
    assert.ok(Number.isNaN(measureChinStay([], [])))
    const hidden = Array.from({ length: 8 }, () => new Float32Array(0))
    assert.ok(Number.isNaN(measureChinStay(hidden, strips(8, 0.8))))
  })

  it('is what tells a mouth behind a hole from one whose chin is lost', () => {
    const random = seededRandom(3)
    const faces = (chinOf: (isOpen: boolean) => Float32Array) =>
      Array.from({ length: 60 }, (_, at) => {
        const isOpen = at % 6 === 0
        const mouthOpening = isOpen ? 0.6 : 0.05
        const lipHeight = isOpen ? 0.6 : 0.3
        return {
          ...fakeFrame({ n: 0 }, at * 66).face!,
          mouthOpening,
          lipHeight,
          chin: chinOf(isOpen),
        }
      })
    /** Nothing of the chin is found again, and its place looks otherwise each time. */
    const lost = () => fakeChin(0.3).map(value => 160 - value + 60 * (random() - 0.5))
    const gone = checkJaw(
      faces(isOpen => (isOpen ? lost() : fakeChin(0.3))),
      actionLimits,
    )
    assert.deepEqual([gone.reason, gone.check.outcome], [null, 'pass'])
    const still = checkJaw(
      faces(() => fakeChin(0.3)),
      actionLimits,
    )
    assert.deepEqual([still.reason, still.check.name], ['jawStill', 'action.jaw'])
    const unseen = checkJaw(
      faces(() => new Float32Array(0)),
      actionLimits,
    )
    assert.equal(unseen.reason, 'chinHidden')
  })
})
