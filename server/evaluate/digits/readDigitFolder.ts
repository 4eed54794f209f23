import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readWav } from '../../domain/capture/readWav.ts'
import { resample } from '../../speech/resample.ts'

/** 16 kHz mono, as the scorers hear it. */
export const rateHz = 16_000

/** One spoken digit. */
export interface DigitToken {
  /** 0–9; yao is 1. */
  digit: number
  pcm: Float32Array
}

export interface DigitVoice {
  name: string
  tokens: DigitToken[]
}

/** What `FOLDER/<voice>/<digit>_<n>.wav` holds, and what could not be read. */
export interface DigitFolder {
  voices: DigitVoice[]
  /** Files with a fitting name that are no WAV of whole numbers or float32, or hold no sound. */
  unreadable: string[]
}

const fileName = /^([\dy])_[^.]+\.wav$/i

/** Reads labelled digits, `y` being yao, in a stable order. Other files are passed over. */
export async function readDigitFolder(folder: string): Promise<DigitFolder> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .toSorted()
  const unreadable: string[] = []
  const voices = await Promise.all(
    names.map(async (name): Promise<DigitVoice> => {
      const files = (await readdir(join(folder, name))).toSorted()
      const tokens = await Promise.all(
        files.map(async file => {
          const label = fileName.exec(file)?.[1]?.toLowerCase()
          if (label === undefined) return []
          const sound = readWav(await readFile(join(folder, name, file)))
          if (!sound || sound.samples.every(sample => sample === 0)) {
            unreadable.push(join(name, file))
            return []
          }
          const pcm = resample(sound.samples, sound.rateHz, rateHz)
          return [{ digit: label === 'y' ? 1 : Number(label), pcm }]
        }),
      )
      return { name, tokens: tokens.flat() }
    }),
  )
  return {
    voices: voices.filter(({ tokens }) => tokens.length > 0),
    unreadable: unreadable.toSorted(),
  }
}
