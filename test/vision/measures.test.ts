import assert from 'node:assert/strict'
import fc from 'fast-check'
import { patchPx, type FacePatch } from '../../server/vision/facePatch.ts'
import { measureExposure } from '../../server/vision/measureExposure.ts'
import { measureOutside } from '../../server/vision/measureOutside.ts'
import { measurePose } from '../../server/vision/measurePose.ts'
import { measureSharpness } from '../../server/vision/measureSharpness.ts'
import { meshPoints } from '../../server/vision/meshPoints.ts'

type Vector = readonly [number, number, number]

/** A mesh whose points lie on an ellipsoid by their index; only the points of the pose matter. */
function headMesh(turn: (point: Vector) => Vector): Float32Array {
  const places: Record<number, Vector> = { 10: [0, -80, -20], 152: [0, 90, -20] }
  const rightSide: readonly (readonly [number, number, Vector])[] = [
    [33, 263, [-45, -30, -10]],
    [133, 362, [-18, -30, -14]],
    [127, 356, [-70, -30, 30]],
    [234, 454, [-72, 0, 40]],
    [132, 361, [-68, 35, 30]],
    [58, 288, [-62, 50, 25]],
    [172, 397, [-50, 65, 10]],
    [61, 291, [-25, 45, -18]],
    [70, 300, [-50, -45, -8]],
    [50, 280, [-40, 5, -16]],
  ]
  for (const [right, left, [x, y, z]] of rightSide) {
    places[right] = [x, y, z]
    places[left] = [-x, y, z]
  }
  const mesh = new Float32Array(1404)
  for (const [index, place] of Object.entries(places)) mesh.set(turn(place), 3 * Number(index))
  return mesh
}

function radians(angle: number): number {
  return (angle * Math.PI) / 180
}

/** x right, y down, z away from the camera. */
function turnBy(yaw: number, pitch: number, roll: number): (point: Vector) => Vector {
  const [sy, cy] = [Math.sin(radians(yaw)), Math.cos(radians(yaw))]
  const [sp, cp] = [Math.sin(radians(pitch)), Math.cos(radians(pitch))]
  const [sr, cr] = [Math.sin(radians(roll)), Math.cos(radians(roll))]
  return ([x, y, z]) => {
    // Up: what faces the camera (−z) goes towards −y.
    const [y1, z1] = [y * cp + z * sp, -y * sp + z * cp]
    // To the image's right: what faces the camera goes towards +x.
    const [x2, z2] = [x * cy - z1 * sy, x * sy + z1 * cy]
    return [x2 * cr - y1 * sr, x2 * sr + y1 * cr, z2]
  }
}

describe('head pose', () => {
  const level = measurePose(headMesh(turnBy(0, 0, 0)))

  it('is straight for a symmetric head, apart from the mesh’s own tilt', () => {
    assert.ok(Math.abs(level.yawDeg) < 1e-3)
    assert.ok(Math.abs(level.rollDeg) < 1e-3)
    assert.ok(Math.abs(level.pitchDeg) < 10)
  })

  it('counts a look to the image’s right and up as positive, and a clockwise tilt', () => {
    assert.ok(Math.abs(measurePose(headMesh(turnBy(25, 0, 0))).yawDeg - 25) < 0.1)
    assert.ok(
      Math.abs(measurePose(headMesh(turnBy(0, 15, 0))).pitchDeg - level.pitchDeg - 15) < 0.1,
    )
    assert.ok(Math.abs(measurePose(headMesh(turnBy(0, 0, 30))).rollDeg - 30) < 0.1)
  })

  it('tells a roll apart from a turn', () => {
    const angle = (reach: number) => fc.double({ min: -reach, max: reach, noNaN: true })
    fc.assert(
      fc.property(angle(50), angle(170), (yaw, roll) => {
        const pose = measurePose(headMesh(turnBy(yaw, 0, roll)))
        const straight = measurePose(headMesh(turnBy(yaw, 0, 0)))
        // Rolling about the viewing axis leaves only the roll changed when nothing is pitched.
        assert.ok(Math.abs(((pose.rollDeg - straight.rollDeg - roll + 540) % 360) - 180) < 0.1)
      }),
    )
  })
})

describe('the share outside the picture', () => {
  /** A round face of radius 50 about (x, y). */
  function ovalAt(x: number, y: number): Float32Array {
    const mesh = new Float32Array(1404)
    meshPoints.oval.forEach((index, i) => {
      const angle = (2 * Math.PI * i) / meshPoints.oval.length
      mesh.set([x + 50 * Math.sin(angle), y - 50 * Math.cos(angle), 0], 3 * index)
    })
    return mesh
  }

  it('is 0 inside, .5 when the edge halves the face, 1 when it is gone', () => {
    assert.equal(measureOutside(ovalAt(100, 100), 200, 200), 0)
    assert.ok(Math.abs(measureOutside(ovalAt(0, 100), 200, 200) - 0.5) < 0.01)
    assert.ok(Math.abs(measureOutside(ovalAt(100, 200), 200, 200) - 0.5) < 0.01)
    assert.equal(measureOutside(ovalAt(-60, 100), 200, 200), 1)
  })

  it('grows as the face leaves', () => {
    const shares = [60, 40, 20, 0, -20, -40].map(x => measureOutside(ovalAt(x, 100), 200, 200))
    assert.deepEqual(
      shares,
      shares.toSorted((p, q) => p - q),
    )
  })
})

/** A patch of grey values whose mesh points fill it: skin areas and oval are spread over it. */
function patchOf(grey: (x: number, y: number) => number): FacePatch {
  const luma = Float32Array.from({ length: patchPx ** 2 }, (_, i) =>
    grey(i % patchPx, Math.floor(i / patchPx)),
  )
  const point = (index: number) => {
    const angle = (index * 2.399963) % (2 * Math.PI)
    return [64 + 50 * Math.cos(angle), 64 + 50 * Math.sin(angle)] as const
  }
  return { red: luma, green: luma, blue: luma, luma, point }
}

describe('exposure', () => {
  it('is the mean of the skin and the shares at both ends', () => {
    const grey = measureExposure(patchOf(() => 120))
    assert.deepEqual(grey, { luminance: 120, overexposed: 0, underexposed: 0 })
    const blown = measureExposure(patchOf(() => 252))
    assert.deepEqual(blown, { luminance: 252, overexposed: 1, underexposed: 0 })
    const crushed = measureExposure(patchOf(() => 10))
    assert.deepEqual(crushed, { luminance: 10, overexposed: 0, underexposed: 1 })
  })
})

describe('sharpness', () => {
  /** Structures of several sizes, smoothed over `width` px. */
  const scene = (width: number) => (x: number, y: number) => {
    const wave = (period: number) => {
      const keep = Math.exp((-2 * (Math.PI * width) ** 2) / period ** 2)
      return keep * Math.sin((2 * Math.PI * x) / period) * Math.sin((2 * Math.PI * y) / period)
    }
    return 120 + 30 * wave(6) + 30 * wave(9) + 30 * wave(14) + 30 * wave(25)
  }

  it('falls with every step of blur', () => {
    const found = [0, 0.7, 1.4, 2.1, 3].map(width => measureSharpness(patchOf(scene(width))))
    assert.deepEqual(
      found,
      found.toSorted((p, q) => q - p),
    )
    assert.ok((found[0] ?? 0) > 1.5 * (found[4] ?? Infinity))
  })

  it('does not change with brightness or contrast', () => {
    const plain = measureSharpness(patchOf(scene(1)))
    const dim = measureSharpness(patchOf((x, y) => 20 + 0.2 * scene(1)(x, y)))
    assert.ok(Math.abs(plain - dim) < 1e-3)
  })

  it('is 0 where there is nothing to see', () => {
    assert.equal(measureSharpness(patchOf(() => 0)), 0)
  })
})
