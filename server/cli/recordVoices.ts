import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sampleRate } from '../domain/digit/soundTrack.ts'
import { spokenDigits } from '../phone/voice/voice.ts'
import { readWav } from '../domain/capture/readWav.ts'
import { resample } from '../speech/resample.ts'
import { runCommand } from './command.ts'
import { voiceFolder } from './readVoices.ts'
import { trimSpeech } from './trimSpeech.ts'
import { toPcm16, writeWav } from '../domain/writeWav.ts'

const usage = `node --import tsx server/cli/recordVoices.ts

Makes the simulated phone's voices anew: the Mandarin digits by espeak-ng (1.51 made those that are
there), in each of the voices that server/phone/voice/recordings/*/voice.txt describes.`

const words = '零一二三四五六七八九幺'
/** Words a minute; models/digits was trained on 110–190. */
const speed = '200'
const run = promisify(execFile)

await runCommand({
  usage,
  options: {},
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'voices-'))
    try {
      await cp(await findData(), join(folder, 'espeak-ng-data'), { recursive: true })
      for (const name of await readdir(voiceFolder)) await record(name, folder)
    } finally {
      await rm(folder, { recursive: true })
    }
    return 0
  },
})

/** Where espeak-ng keeps its voices. */
async function findData(): Promise<string> {
  const { stdout } = await run('espeak-ng', ['--version'])
  const path = /Data at: (.*)/.exec(stdout)?.[1]
  if (!path) throw new Error('espeak-ng --version does not say where its data is')
  return path
}

async function record(name: string, folder: string): Promise<void> {
  const variants = join(folder, 'espeak-ng-data', 'voices', '!v')
  await cp(join(voiceFolder, name, 'voice.txt'), join(variants, `phone-${name}`))
  const file = join(folder, 'word.wav')
  for (const [index, digit] of spokenDigits.entries()) {
    const options = ['-v', `cmn+phone-${name}`, '-s', speed, '-w', file, words[index]!]
    await run('espeak-ng', options, { env: { ...process.env, ESPEAK_DATA_PATH: folder } })
    const sound = readWav(await readFile(file))
    if (!sound) throw new Error('espeak-ng wrote no sound')
    const spoken = trimSpeech(resample(sound.samples, sound.rateHz, sampleRate))
    await writeFile(
      join(voiceFolder, name, `${digit}_1.wav`),
      writeWav(toPcm16(spoken), sampleRate),
    )
  }
  process.stderr.write(`${name}\n`)
}
