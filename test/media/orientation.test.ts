import assert from 'node:assert/strict'
import { orientationOfTag, readOrientation, turnPlane } from '../../server/media/orientation.ts'

describe('orientation', () => {
  const matrix = (a: number, b: number, c: number, d: number) =>
    Buffer.from(Int32Array.from([a, b, 0, c, d, 0, 0, 0, 1 << 14], cell => cell * 65_536).buffer)

  it('of a matrix is its nearest quarter turn, scaled or a little askew', () => {
    const clockwise = { isTurned: true, flipsX: false, flipsY: true }
    for (const cells of [matrix(0, 1, -1, 0), matrix(0, 2, -2, 0), matrix(0.2, 0.9, -0.9, 0.2)]) {
      assert.deepEqual(readOrientation(cells), clockwise)
    }
    assert.deepEqual(orientationOfTag('90'), clockwise)
    assert.deepEqual(orientationOfTag('-270'), clockwise)
    assert.deepEqual(orientationOfTag('450'), clockwise)
  })

  it('is upright when nothing, or nonsense, tells it', () => {
    const upright = { isTurned: false, flipsX: false, flipsY: false }
    for (const tag of [null, '', 'NaN', 'Infinity', '0', '44']) {
      assert.deepEqual(orientationOfTag(tag), upright, String(tag))
    }
    assert.deepEqual(readOrientation(Buffer.alloc(8)), upright)
    assert.deepEqual(readOrientation(matrix(0, 0, 0, 0)), upright)
  })

  it('turns a plane, row by row', () => {
    const plane = Uint8Array.of(1, 2, 3, 4, 5, 6)
    const size = { width: 3, height: 2 }
    const turned = (isTurned: boolean, flipsX: boolean, flipsY: boolean) =>
      turnPlane(plane, size, { isTurned, flipsX, flipsY }).join('')
    assert.equal(turned(false, false, false), '123456')
    assert.equal(turned(false, true, false), '321654')
    assert.equal(turned(false, false, true), '456123')
    assert.equal(turned(false, true, true), '654321')
    assert.equal(turned(true, false, false), '142536')
    assert.equal(turned(true, false, true), '415263')
    assert.equal(turned(true, true, false), '362514')
    assert.equal(turned(true, true, true), '635241')
  })
})
