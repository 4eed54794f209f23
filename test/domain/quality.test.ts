import assert from 'node:assert/strict'
import type { FaceMeasurement } from '../../server/domain/face.ts'
import {
  assessQuality,
  qualityLimits,
  type DecodedAnalysis,
  type QualityReason,
} from '../../server/domain/quality.ts'

const goodFace: FaceMeasurement = {
  box: [100, 100, 200, 200],
  confidence: 0.9,
  meshFlag: 1,
  landmarks: new Float32Array(1404),
  interOcularPx: 80,
  yawDeg: 3,
  pitchDeg: -4,
  rollDeg: 2,
  sharpness: 0.6,
  luminance: 150,
  overexposed: 0,
  underexposed: 0,
  occlusion: 0,
  outside: 0,
}

function photoOf(...faces: Partial<FaceMeasurement>[]): DecodedAnalysis {
  return {
    ok: true,
    width: 480,
    height: 640,
    faces: faces.map(face => Object.assign({}, goodFace, face)),
    embedding: new Float32Array(128),
    cost: { totalMs: 1, inferenceMs: 1 },
  }
}

function reasonOf(analysis: DecodedAnalysis): QualityReason | 'ok' {
  const result = assessQuality(analysis, qualityLimits, 'probe')
  return result.ok ? 'ok' : result.reason
}

describe('quality gates', () => {
  it('pass a good photo and return its face', () => {
    const analysis = photoOf({})
    const result = assessQuality(analysis, qualityLimits, 'probe')
    assert.ok(result.ok)
    assert.equal(result.face, analysis.faces[0])
    assert.ok(result.checks.every(check => check.outcome === 'pass'))
  })

  it('refuse a photo without a face, with the one check that could be made', () => {
    const result = assessQuality(photoOf(), qualityLimits, 'reference')
    assert.ok(!result.ok)
    assert.equal(result.reason, 'noFace')
    assert.deepEqual(result.checks, [
      { name: 'reference.face.count', value: 0, threshold: '≥ 1', outcome: 'fail' },
    ])
  })

  const gates: [what: string, fault: Partial<FaceMeasurement>, reason: QualityReason][] = [
    ['a small face', { interOcularPx: 20 }, 'tooSmall'],
    ['a face that leaves the picture', { outside: 0.3 }, 'incomplete'],
    ['a turn to the right', { yawDeg: 45 }, 'pose'],
    ['a turn to the left', { yawDeg: -45 }, 'pose'],
    ['a look down', { pitchDeg: -40 }, 'pose'],
    ['a head on its side', { rollDeg: 90 }, 'pose'],
    ['blur', { sharpness: 0.3 }, 'blur'],
    ['a dark face', { luminance: 25 }, 'dark'],
    ['a face half in black shade', { underexposed: 0.7 }, 'dark'],
    ['a washed-out face', { luminance: 240 }, 'bright'],
    ['a blown-out face', { overexposed: 0.8 }, 'bright'],
    ['a covered face', { occlusion: 0.9 }, 'covered'],
  ]
  for (const [what, fault, reason] of gates)
    it(`refuse ${what} as ${reason}, failing that check alone`, () => {
      const result = assessQuality(photoOf(fault), qualityLimits, 'probe')
      assert.ok(!result.ok)
      assert.equal(result.reason, reason)
      const failed = result.checks.filter(check => check.outcome === 'fail')
      assert.equal(failed.length, 1)
      assert.equal(result.checks.length, 13)
    })

  it('refuse a second face of the same size, and not one in the background', () => {
    assert.equal(reasonOf(photoOf({}, { box: [300, 100, 180, 180] })), 'severalFaces')
    assert.equal(reasonOf(photoOf({}, { box: [300, 100, 90, 90] })), 'ok')
  })

  it('name the first failed gate in the fixed order when several fail', () => {
    const all: Partial<FaceMeasurement> = {}
    for (const [, fault, reason] of gates.toReversed()) {
      Object.assign(all, fault)
      assert.equal(reasonOf(photoOf(all)), reason)
    }
  })

  it('take a value exactly at its limit', () => {
    const { maxYawDeg, minSharpness, minLuminance } = qualityLimits
    const face = { yawDeg: -maxYawDeg, sharpness: minSharpness, luminance: minLuminance }
    assert.equal(reasonOf(photoOf(face)), 'ok')
  })

  it('refuse what could not be measured', () => {
    assert.equal(reasonOf(photoOf({ sharpness: NaN })), 'blur')
    assert.equal(reasonOf(photoOf({ luminance: NaN })), 'dark')
    assert.equal(reasonOf(photoOf({ outside: NaN })), 'incomplete')
  })

  it('let a reference be smaller than a probe', () => {
    const small = photoOf({ interOcularPx: 26 })
    assert.equal(assessQuality(small, qualityLimits, 'probe').ok, false)
    assert.equal(assessQuality(small, qualityLimits, 'reference').ok, true)
  })

  it('follow other limits', () => {
    const strict = { ...qualityLimits, maxYawDeg: 2 }
    assert.equal(assessQuality(photoOf({}), strict, 'probe').ok, false)
  })
})
