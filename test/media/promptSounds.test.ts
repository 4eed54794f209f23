import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createByteSource } from '../../server/media/createByteSource.ts'
import { createSoundCollector } from '../../server/media/createSoundCollector.ts'
import { createStreamDecoder } from '../../server/media/createStreamDecoder.ts'
import { FFmpegError, FormatContext, InputFormat, Packet } from '../../server/media/nodeAv.ts'
import { sampleRate } from '../../server/domain/digit/soundTrack.ts'
import { promptText } from '../../server/protocol/client/promptText.ts'

const folder = fileURLToPath(new URL('../../h5/voice', import.meta.url))
/** Of the loudest 100 ms, full scale 1: speech, not hum. */
const leastLevel = 0.05
const pieceLength = sampleRate / 10

/** The samples of an mp3 file. */
async function decode(bytes: Buffer): Promise<Float32Array> {
  const io = createByteSource(bytes)
  const format = new FormatContext()
  format.allocContext()
  format.pb = io
  const packet = new Packet()
  packet.alloc()
  const collector = createSoundCollector({ maxDurationMs: 60_000 })
  try {
    const opened = await format.openInput('', InputFormat.findInputFormat('mp3'))
    FFmpegError.throwIfError(opened, 'open the mp3')
    FFmpegError.throwIfError(await format.findStreamInfo(), 'find its stream')
    const [stream] = format.streams
    assert.ok(stream)
    const decoder = createStreamDecoder(stream, { maxArea: 1 })
    while ((await format.readFrame(packet)) >= 0) {
      for (const frame of decoder.decode(packet)) collector.add(frame, null)
      packet.unref()
    }
    for (const frame of decoder.decode(null)) collector.add(frame, null)
    assert.equal(decoder.broken(), 0)
    decoder.free()
    return collector.finish(0)?.pcm ?? new Float32Array()
  } finally {
    collector.free()
    packet.free()
    await format.closeInput()
    io.freeContext()
  }
}

function loudest(samples: Float32Array): number {
  const levels = Array.from({ length: Math.ceil(samples.length / pieceLength) }, (_, at) => {
    const piece = samples.subarray(at * pieceLength, (at + 1) * pieceLength)
    return Math.sqrt(piece.reduce((sum, value) => sum + value * value, 0) / piece.length)
  })
  return Math.max(0, ...levels)
}

describe('the recordings of the spoken prompts', () => {
  for (const [language, sentences] of Object.entries(promptText)) {
    it(`are there in ${language}, no more and no fewer`, () => {
      const files = Object.keys(sentences).map(name => `${name}.mp3`)
      assert.deepEqual(readdirSync(`${folder}/${language}`).toSorted(), files.toSorted())
    })

    for (const name of Object.keys(sentences))
      it(`${language}: ${name} is speech of 0.5–12 s`, async () => {
        const samples = await decode(readFileSync(`${folder}/${language}/${name}.mp3`))
        const seconds = samples.length / sampleRate
        assert.ok(seconds >= 0.5 && seconds <= 12, `${seconds} s`)
        const level = loudest(samples)
        assert.ok(level > leastLevel, `level ${level}`)
      })
  }

  it('say what the clients mean now: else record them anew (h5/voice/README.md)', () => {
    const said: unknown = JSON.parse(readFileSync(`${folder}/sentences.json`, 'utf8'))
    assert.deepEqual(said, promptText)
  })
})
