import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import sharp from 'sharp'
import { buildWorkers } from '../../miniapp/buildWorkers.mts'
import type { EncodeAnswer, EncodeRequest } from '../../miniapp/src/kit/drivers/openEncoder.ts'

/** The built worker in a world that has what a mini program's has: the language, and `worker`. */
async function openWorker(): Promise<(request: EncodeRequest) => EncodeAnswer> {
  const folder = mkdtempSync(join(tmpdir(), 'zhenren-worker-'))
  try {
    await buildWorkers(folder)
    let listener: (request: EncodeRequest) => void = () => undefined
    const answers: EncodeAnswer[] = []
    const worker = {
      onMessage: (given: typeof listener) => {
        listener = given
      },
      postMessage: (answer: EncodeAnswer) => void answers.push(answer),
    }
    runInContext(readFileSync(join(folder, 'jpeg.js'), 'utf8'), createContext({ worker }))
    return request => {
      listener(request)
      return answers.pop() ?? assert.fail('no answer')
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('the mini program’s worker', () => {
  it('makes a JPEG of the wanted size and the right colours, without Buffer', async () => {
    const ask = await openWorker()
    const [width, height] = [480, 640]
    const data = new Uint8Array(width * height * 4)
    for (let index = 0; index < data.length; index += 4)
      data.set(index < data.length / 2 ? [200, 40, 40, 255] : [40, 40, 200, 255], index)
    const answer = ask({
      id: 7,
      frame: { width, height, data: data.buffer },
      widthPx: 360,
      heightPx: 480,
      quality: 0.85,
    })
    assert.equal(answer.id, 7)
    const { data: pixels, info } = await sharp(Buffer.from(answer.jpeg ?? new ArrayBuffer(0)))
      .raw()
      .toBuffer({ resolveWithObject: true })
    assert.deepEqual([info.width, info.height, info.channels], [360, 480, 3])
    const at = (y: number) => [...pixels.subarray((y * 360 + 180) * 3, (y * 360 + 180) * 3 + 3)]
    for (const [y, expected] of [
      [100, [200, 40, 40]],
      [400, [40, 40, 200]],
    ] as const)
      for (const [index, value] of at(y).entries())
        assert.ok(Math.abs(value - expected[index]!) <= 6, `${at(y).join()} at ${y}`)
  })

  it('answers null for a frame that is none', async () => {
    const ask = await openWorker()
    const answer = ask({
      id: 1,
      frame: { width: 0, height: 0, data: new ArrayBuffer(0) },
      widthPx: 360,
      heightPx: 480,
      quality: 0.85,
    })
    assert.deepEqual([answer.id, answer.jpeg], [1, null])
  })
})
