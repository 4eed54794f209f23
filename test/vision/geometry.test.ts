import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Point } from '../../server/domain/face.ts'
import { alignFace } from '../../server/vision/alignFace.ts'
import { detectorAnchors } from '../../server/vision/detectorAnchors.ts'
import { fitSimilarity } from '../../server/vision/fitSimilarity.ts'
import { hullPixels } from '../../server/vision/hullPixels.ts'
import {
  applySimilarity,
  invertSimilarity,
  scaleOf,
  type Similarity,
} from '../../server/vision/similarity.ts'
import { suppressBoxes, type Candidate } from '../../server/vision/suppressBoxes.ts'

const coordinate = fc.double({ min: -500, max: 500, noNaN: true })
const point = fc.tuple(coordinate, coordinate)
const similarity = fc
  .record({
    angle: fc.double({ min: -3.1, max: 3.1, noNaN: true }),
    scale: fc.double({ min: 0.05, max: 20, noNaN: true }),
    tx: coordinate,
    ty: coordinate,
  })
  .map(({ angle, scale, tx, ty }) => {
    return { a: scale * Math.cos(angle), b: scale * Math.sin(angle), tx, ty }
  })

function assertClose(found: Point, expected: Point, tolerance = 1e-5): void {
  const distance = Math.hypot(found[0] - expected[0], found[1] - expected[1])
  assert.ok(distance <= tolerance, `${found.join(', ')} is not ${expected.join(', ')}`)
}

describe('similarity transforms', () => {
  it('turns by 90°, doubles and shifts: a known answer', () => {
    const from: Point[] = [
      [0, 0],
      [1, 0],
      [0, 1],
    ]
    const to: Point[] = [
      [10, 20],
      [10, 22],
      [8, 20],
    ]
    const { a, b, tx, ty } = fitSimilarity(from, to)
    assertClose([a, b], [0, 2])
    assertClose([tx, ty], [10, 20])
  })

  it('splits what cannot be met exactly: a known answer', () => {
    // A reflection has no similarity; the best one collapses onto the middle of the targets.
    const found = fitSimilarity(
      [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ],
      [
        [1, 0],
        [-1, 0],
        [0, -1],
        [0, 1],
      ],
    )
    assertClose([scaleOf(found), 0], [0, 0])
  })

  it('finds any similarity again from three points', () => {
    fc.assert(
      fc.property(similarity, transform => {
        const from: Point[] = [
          [0, 0],
          [100, 5],
          [40, 80],
        ]
        const found = fitSimilarity(
          from,
          from.map(each => applySimilarity(transform, each)),
        )
        for (const key of ['a', 'b', 'tx', 'ty'] as const)
          assert.ok(Math.abs(found[key] - transform[key]) < 1e-6)
      }),
    )
  })

  it('is never beaten by a neighbouring transform', () => {
    const errorOf = (transform: Similarity, from: Point[], to: Point[]) =>
      from.reduce((sum, each, i) => {
        const [x, y] = applySimilarity(transform, each)
        const [u, v] = to[i] ?? [NaN, NaN]
        return sum + (x - u) ** 2 + (y - v) ** 2
      }, 0)
    const five = fc.array(point, { minLength: 5, maxLength: 5 })
    const nudge = fc.double({ min: -0.5, max: 0.5, noNaN: true })
    fc.assert(
      fc.property(
        five,
        five,
        fc.tuple(nudge, nudge, nudge, nudge),
        (from, to, [da, db, dx, dy]) => {
          fc.pre(Math.max(...from.map(each => Math.hypot(each[0], each[1]))) > 1)
          const best = fitSimilarity(from, to)
          const other = { a: best.a + da, b: best.b + db, tx: best.tx + dx, ty: best.ty + dy }
          assert.ok(errorOf(best, from, to) <= errorOf(other, from, to) * (1 + 1e-9) + 1e-6)
        },
      ),
    )
  })

  it('are undone by their inverse', () => {
    fc.assert(
      fc.property(similarity, point, (transform, each) => {
        const back = applySimilarity(invertSimilarity(transform), applySimilarity(transform, each))
        assertClose(back, each, 1e-4)
      }),
    )
  })

  it('cannot be fitted to points that coincide', () => {
    assert.throws(
      () =>
        fitSimilarity(
          [
            [3, 3],
            [3, 3],
          ],
          [
            [0, 0],
            [1, 1],
          ],
        ),
      RangeError,
    )
  })
})

describe('the aligned chip', () => {
  const crop = {
    kind: 'fivePoints' as const,
    meshPoints: [263, 362, 33, 133, 2],
    template: [
      [0.86, 0.21],
      [0.65, 0.23],
      [0.12, 0.21],
      [0.33, 0.23],
      [0.49, 0.63],
    ] as [number, number][],
    padding: 0.25,
    note: '',
  }

  it('brings a face that has the template’s shape exactly onto the template, turned or not', () => {
    fc.assert(
      fc.property(similarity, place => {
        const landmarks = new Float32Array(1404)
        crop.meshPoints.forEach((index, i) => {
          const [x, y] = crop.template[i] ?? [0, 0]
          landmarks.set(applySimilarity(place, [x * 100, y * 100]), index * 3)
        })
        const toChip = alignFace(landmarks, crop, 150)
        // 150 px hold 1.5 templates: one template is 100 px, 25 px from each edge.
        const nose = applySimilarity(place, [49, 63])
        assertClose(applySimilarity(toChip, nose), [49 + 25, 63 + 25], 0.2)
      }),
    )
  })
})

describe('detector anchors', () => {
  it('number 896 at 256 px, 504 at 192 px, 224 at 128 px', () => {
    for (const [inputPx, count] of [
      [256, 896],
      [192, 504],
      [128, 224],
    ] as const)
      assert.equal(detectorAnchors(inputPx).length, count * 2)
  })

  it('stand in cell centres, two a cell of 16 px and then six a cell of 32 px', () => {
    const centres = detectorAnchors(128)
    const at = (i: number) => [centres[2 * i], centres[2 * i + 1]]
    assert.deepEqual(
      [at(0), at(1), at(2)],
      [
        [8, 8],
        [8, 8],
        [24, 8],
      ],
    )
    assert.deepEqual(at(16), [8, 24])
    assert.deepEqual(at(127), [120, 120])
    assert.deepEqual(
      [at(128), at(133), at(134)],
      [
        [16, 16],
        [16, 16],
        [48, 16],
      ],
    )
    assert.deepEqual(at(223), [112, 112])
  })
})

describe('box suppression', () => {
  const boxAt = (x: number, y: number, confidence: number, size = 100): Candidate => ({
    box: [x, y, size, size],
    confidence,
    keypoints: [x, y],
  })

  it('blends overlapping boxes by confidence and keeps the strongest confidence', () => {
    const [found, ...rest] = suppressBoxes([boxAt(0, 0, 0.6), boxAt(10, 0, 0.9)], 0.3)
    assert.equal(rest.length, 0)
    assert.equal(found?.confidence, 0.9)
    assert.ok(Math.abs((found?.box[0] ?? 0) - (10 * 0.9) / 1.5) < 1e-9)
    assert.ok(Math.abs((found?.keypoints[0] ?? 0) - 6) < 1e-9)
  })

  it('keeps boxes apart that overlap by less than the limit, strongest first', () => {
    // 100 × 40 shared of 16,000: .25
    const found = suppressBoxes([boxAt(0, 0, 0.7), boxAt(60, 0, 0.8)], 0.3)
    assert.deepEqual(
      found.map(each => each.confidence),
      [0.8, 0.7],
    )
  })

  it('does not chain: a box that touches only a suppressed one stays', () => {
    const found = suppressBoxes([boxAt(0, 0, 0.9), boxAt(40, 0, 0.8), boxAt(80, 0, 0.7)], 0.3)
    assert.deepEqual(
      found.map(each => each.confidence),
      [0.9, 0.7],
    )
  })

  it('leaves no two boxes that overlap their strongest by more than the limit, and loses none', () => {
    const candidate = fc
      .tuple(coordinate, coordinate, fc.double({ min: 0.5, max: 1, noNaN: true }))
      .map(([x, y, confidence]) => boxAt(x, y, confidence))
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 30 }), candidates => {
        const found = suppressBoxes(candidates, 0.3)
        assert.equal(found.length === 0, candidates.length === 0)
        assert.ok(found.length <= candidates.length)
        const strengths = found.map(each => each.confidence)
        assert.deepEqual(
          strengths,
          strengths.toSorted((p, q) => q - p),
        )
        assert.equal(
          strengths[0],
          candidates.length ? Math.max(...candidates.map(each => each.confidence)) : undefined,
        )
      }),
    )
  })
})

describe('pixels of a hull', () => {
  it('are those of a square, whatever the order of its corners', () => {
    const corners: Point[] = [
      [2, 2],
      [6, 6],
      [6, 2],
      [2, 6],
      [4, 4],
    ]
    const found = hullPixels(corners, 16)
    assert.equal(found.length, 16)
    assert.ok(found.every(i => i % 16 >= 2 && i % 16 < 6 && i >= 32 && i < 96))
  })

  it('grow about the centre', () => {
    const corners: Point[] = [
      [4, 4],
      [8, 4],
      [8, 8],
      [4, 8],
    ]
    assert.equal(hullPixels(corners, 16, 2).length, 64)
  })

  it('stay in the patch when the hull does not', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 12 }), points => {
        const found = hullPixels(points, 64)
        assert.ok(found.every(i => Number.isInteger(i) && i >= 0 && i < 64 * 64))
        assert.equal(new Set(found).size, found.length)
      }),
    )
  })
})
