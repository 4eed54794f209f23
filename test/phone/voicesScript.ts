import { readVoices } from '../../server/cli/readVoices.ts'

/** The voices of the simulated phone as an expression for a page's script. */
export async function voicesScript(): Promise<string> {
  const voices = (await readVoices()).map(({ name, digits }) => ({
    name,
    digits: Object.entries(digits).map(([digit, pcm]) => [digit, Array.from(pcm, toLevel)]),
  }))
  return `${JSON.stringify(voices)}.map(({ name, digits }) => ({
    name,
    digits: Object.fromEntries(
      digits.map(([digit, levels]) => [digit, Float32Array.from(levels, level => level / 32767)]),
    ),
  }))`
}

function toLevel(value: number): number {
  return Math.round(value * 32_767)
}
