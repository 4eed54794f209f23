import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SpokenDigit, Voice } from '../phone/voice/voice.ts'
import { readWav } from '../domain/capture/readWav.ts'

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
  return {
    name,
    digits: {
      '0': await read('0'),
      '1': await read('1'),
      '2': await read('2'),
      '3': await read('3'),
      '4': await read('4'),
      '5': await read('5'),
      '6': await read('6'),
      '7': await read('7'),
      '8': await read('8'),
      '9': await read('9'),
      y: await read('y'),
    },
  }
}
