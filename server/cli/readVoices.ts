import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { spokenDigits, type SpokenDigit, type Voice } from '../phone/voice/voice.ts'
import { readWav } from '../speech/readWav.ts'

/** Recordings of the simulated phone's voices: one folder each. */
export const voiceFolder = fileURLToPath(new URL('../phone/voice/recordings', import.meta.url))

/** Reads the voices of the simulated phone. @throws when a file is missing or broken */
export async function readVoices(): Promise<Voice[]> {
  const names = (await readdir(voiceFolder)).toSorted()
  return Promise.all(names.map(readVoice))
}

async function readVoice(name: string): Promise<Voice> {
  const read = async (digit: SpokenDigit): Promise<Float32Array> => {
    const path = join(voiceFolder, name, `${digit}_1.wav`)
    const sound = readWav(await readFile(path))
    if (!sound) throw new Error(`${path} is no WAV file`)
    return sound.samples
  }
  const sounds = await Promise.all(spokenDigits.map(read))
  const entries = spokenDigits.map((digit, index) => [digit, sounds[index]!] as const)
  return { name, digits: Object.fromEntries(entries) as Voice['digits'] }
}
