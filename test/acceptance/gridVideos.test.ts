import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ClipReader } from '../../server/domain/clip/clip.ts'
import { createClipReader } from '../../server/media/createClipReader.ts'
import { sizeOf } from '../media/pictures.ts'
import { rms } from '../media/tones.ts'

/** Folder with videos of the GRID corpus (MPEG program streams, 75 pictures each). */
const folder = process.env['TEST_GRID']

describe('videos of the GRID corpus', function () {
  this.timeout(120_000)
  let reader: ClipReader

  before(function () {
    if (!folder) {
      console.log('    SKIPPED: TEST_GRID names no folder of GRID videos')
      this.skip()
    }
    reader = createClipReader()
  })
  after(async () => {
    await reader?.close()
  })

  it('are read: three seconds of pictures and of speech', async () => {
    const files = readdirSync(folder!).filter(name => name.endsWith('.mpg'))
    assert.ok(files.length > 0)
    for (const file of files) {
      const clip = await reader.readClip(readFileSync(join(folder!, file)))
      assert.deepEqual([clip.frames.length, clip.durationMs], [45, 3000], file)
      assert.deepEqual(await sizeOf(clip.frames[0]!.jpeg), [clip.widthPx, clip.heightPx], file)
      assert.ok(rms(clip.sound!, 0, 2900) > 0.01, file)
    }
  })
})
