import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { readWav } from '../domain/capture/readWav.ts'
import { sampleRate } from '../domain/digit/soundTrack.ts'
import { toPcm16, writeWav } from '../domain/writeWav.ts'
import { promptText } from '../protocol/client/promptText.ts'
import { resample } from '../speech/resample.ts'
import { runCommand } from './command.ts'
import { trimSpeech } from './trimSpeech.ts'

const usage = `node --import tsx server/cli/recordPrompts.ts

Records the clients' spoken prompts anew (h5/voice), by espeak-ng (1.51 made those that are there) and
ffmpeg with libmp3lame.`

const folder = fileURLToPath(new URL('../../h5/voice', import.meta.url))
/**
 * espeak-ng's own voices; `cmn` would read pinyin as English words. Words (syllables) a minute: slower
 * than the program's 175, for elderly people.
 */
const voices = {
  'zh-CN': { name: 'cmn-latn-pinyin', speed: '160' },
  en: { name: 'en-us', speed: '150' },
} as const
/** kbit/s; speech of 16 kHz keeps its consonants. */
const bitRate = '24k'
/** Root mean square of the speech, full scale 1; all prompts are as loud as each other. */
const loudness = 0.14
const peak = 0.95

/** What espeak-ng does not read right: tones that change with the next word, and 框. */
const readings: readonly (readonly [string, string])[] = [
  ['不要', ' bu2 yao4 '],
  ['一个', ' yi2 ge5 '],
  ['一次', ' yi2 ci4 '],
  ['一点', ' yi4 dian3 '],
  ['框', ' kuang4 '],
]

const run = promisify(execFile)

await runCommand({
  usage,
  options: {},
  async run() {
    const work = await mkdtemp(join(tmpdir(), 'prompts-'))
    try {
      for (const language of ['zh-CN', 'en'] as const) {
        await mkdir(join(folder, language), { recursive: true })
        for (const [name, sentence] of Object.entries(promptText[language]))
          await record(work, voices[language], sentence, join(folder, language, `${name}.mp3`))
      }
      await writeFile(join(folder, 'sentences.json'), `${JSON.stringify(promptText, null, 2)}\n`)
    } finally {
      await rm(work, { recursive: true })
    }
    return 0
  },
})

async function record(
  work: string,
  { name, speed }: { name: string; speed: string },
  sentence: string,
  to: string,
): Promise<void> {
  const file = join(work, 'sentence.wav')
  const spelled = readings.reduce((text, [word, sound]) => text.replaceAll(word, sound), sentence)
  await run('espeak-ng', ['-v', name, '-s', speed, '-w', file, spelled])
  const sound = readWav(await readFile(file))
  if (!sound) throw new Error('espeak-ng wrote no sound')
  const spoken = levelled(trimSpeech(resample(sound.samples, sound.rateHz, sampleRate)))
  await writeFile(file, writeWav(toPcm16(spoken), sampleRate))
  const coding = ['-codec:a', 'libmp3lame', '-b:a', bitRate]
  const bare = ['-id3v2_version', '0', '-fflags', '+bitexact']
  await run('ffmpeg', ['-v', 'error', '-y', '-i', file, ...coding, ...bare, to])
}

/** Loud by its speech, pauses left out; peaks are flattened rather than letting them quieten the rest. */
function levelled(samples: Float32Array): Float32Array {
  const loudest = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const spoken = samples.filter(value => Math.abs(value) > loudest / 100)
  const rms = Math.sqrt(spoken.reduce((sum, value) => sum + value * value, 0) / spoken.length)
  return samples.map(value => peak * Math.tanh((value * loudness) / rms / peak))
}
