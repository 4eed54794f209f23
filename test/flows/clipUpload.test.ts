import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { ApiError } from '../../server/errors.ts'
import { createByteBudget } from '../../server/flows/recorded/byteBudget.ts'
import { createClipUpload } from '../../server/flows/recorded/clipUpload.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const codeOf = (run: () => unknown) => {
  try {
    run()
    return null
  } catch (error) {
    return error instanceof ApiError ? error.code : 'not an ApiError'
  }
}

describe('a clip that comes in parts', () => {
  const clip = Uint8Array.from({ length: 200 }, (_, at) => (at * 7) % 251)
  const uploadOf = (bytes: Uint8Array, budget = createByteBudget(200)) =>
    createClipUpload({ sizeBytes: bytes.length, sha256: sha256(bytes) }, budget)

  it('is the same whole, however it was cut and whatever came twice', () => {
    const cut = fc.tuple(fc.nat(199), fc.nat(200))
    fc.assert(
      fc.property(fc.array(cut, { maxLength: 30 }), cuts => {
        const upload = uploadOf(clip)
        for (const [from, length] of cuts) {
          const before = upload.received()
          const part = clip.subarray(from, from + length)
          if (from > before)
            assert.equal(
              codeOf(() => upload.add(from, part)),
              'Capture.OutOfOrder',
            )
          else assert.equal(upload.add(from, part), Math.max(before, from + part.length))
        }
        upload.add(upload.received(), clip.subarray(upload.received()))
        assert.deepEqual(new Uint8Array(upload.whole()), clip)
        assert.deepEqual(new Uint8Array(upload.whole()), clip)
      }),
    )
  })

  it('takes no other bytes for those that are there, wherever they differ', () => {
    const upload = uploadOf(clip)
    for (const at of [0, 50, 51, 101]) upload.add(at, clip.subarray(at, at + 50))
    const { length } = clip.subarray(0, upload.received())
    for (let at = 0; at < length; at += 1) {
      const other = clip.slice(0, length)
      other[at]! ^= 1
      assert.equal(
        codeOf(() => upload.add(0, other)),
        'Capture.ChainBroken',
        `byte ${at}`,
      )
    }
    assert.equal(upload.received(), length)
  })

  it('does not change with the buffer that a part came in', () => {
    const upload = uploadOf(clip)
    const buffer = Buffer.from(clip)
    upload.add(0, buffer)
    buffer.fill(0)
    assert.deepEqual(new Uint8Array(upload.whole()), clip)
  })

  it('is bound by its size and its sum', () => {
    const upload = uploadOf(clip)
    assert.equal(
      codeOf(() => upload.add(0, new Uint8Array(201))),
      'Capture.TooBig',
    )
    upload.add(0, clip.subarray(0, 199))
    assert.equal(
      codeOf(() => upload.whole()),
      'Capture.Incomplete',
    )
    upload.add(199, Uint8Array.of(clip[199]! ^ 1))
    assert.equal(
      codeOf(() => upload.whole()),
      'Capture.ChainBroken',
    )
  })

  it('takes of the budget all of it with its first part, once, and gives all of it back', () => {
    const budget = createByteBudget(500)
    const left = (bytes: number) => {
      if (!budget.take(bytes)) return false
      budget.giveBack(bytes)
      return !budget.take(bytes + 1)
    }
    const upload = uploadOf(clip, budget)
    assert.ok(left(500), 'nothing is taken for what is only announced')
    upload.add(0, clip.subarray(0, 0))
    assert.ok(left(500), 'nor for an empty part')
    upload.add(0, clip.subarray(0, 150))
    upload.add(100, clip.subarray(100, 160))
    assert.ok(left(300))
    const [second, third] = [uploadOf(clip, budget), uploadOf(clip, budget)]
    second.add(0, clip.subarray(0, 1))
    assert.equal(
      codeOf(() => third.add(0, clip.subarray(0, 1))),
      'Capture.Busy',
      'there is room for a part, and not for the clip',
    )
    assert.equal(second.add(1, clip.subarray(1)), 200, 'what has begun goes on')
    assert.ok(left(100))
    upload.drop()
    upload.drop()
    assert.ok(left(300))
    assert.equal(third.add(0, clip), 200)
    third.drop()
    second.drop()
    uploadOf(clip, budget).drop()
    assert.ok(left(500))
  })
})
