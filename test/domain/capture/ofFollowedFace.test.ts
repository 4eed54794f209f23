import assert from 'node:assert/strict'
import { ofFollowedFace } from '../../../server/domain/capture/ofFollowedFace.ts'
import { fakeFrame, fakeJpeg, fakePhotoAnalysis } from '../../support/captureFakes.ts'

/** The fake photo's face is 120 px between the eyes, in the box 100–400 × 100–500. */
const analysis = fakePhotoAnalysis(fakeJpeg({ n: 0 }))

function isRecognised(scene: {
  centre?: [number, number]
  interOcularPx?: number
  faces?: number
}) {
  const { face } = fakeFrame({ n: 0, ...scene }, 0)
  const seen = ofFollowedFace(analysis, face)
  assert.ok(seen.ok)
  return seen.embedding !== null
}

describe('a look at a frame in which a face was followed', () => {
  it('recognises that face', () => {
    assert.ok(isRecognised({ centre: [250, 260], interOcularPx: 120 }))
    assert.ok(isRecognised({ centre: [110, 490], interOcularPx: 90 }))
  })

  it('recognises nobody where the larger face is another one', () => {
    assert.ok(!isRecognised({ centre: [90, 260], interOcularPx: 120 }))
    assert.ok(!isRecognised({ centre: [250, 520], interOcularPx: 120 }))
    assert.ok(!isRecognised({ centre: [250, 260], interOcularPx: 60 }), 'a small one before it')
    assert.ok(!isRecognised({ faces: 0 }))
  })

  it('leaves what could not be looked at as it is', () => {
    const broken = fakePhotoAnalysis(fakeJpeg({ n: 0, undecodable: true }))
    assert.equal(ofFollowedFace(broken, null), broken)
  })
})
