import type { DigitReading } from '../../domain/digit/digitScorer.ts'
import { createRandom } from '../random.ts'
import { isolatedPlan, makeRecording, promptedPlan } from './makeRecording.ts'
import {
  acceptedAt,
  operatingPoints,
  shareFrom,
  type CodeScores,
  type OperatingPoint,
} from './operatingPoints.ts'
import type { DigitToken, DigitVoice } from './readDigitFolder.ts'

export interface EvaluateDigitsOptions {
  /** How the recordings are listened to. */
  read: (pcm: Float32Array) => Promise<DigitReading>
  /** Strings of four digits per voice. */
  strings: number
  seed: number
  onProgress?: (done: number, total: number) => void
}

/** One voice, or all of them. */
export interface DigitRow {
  tokens: number
  /** Share of single digits whose own score is the highest of ten, 0–1. */
  isolated: number
  strings: number
  /** At thresholds of these strings alone. */
  points: OperatingPoint[]
}

export interface VoiceRow extends DigitRow {
  voice: string
  /** At the thresholds of all voices together: what is refused and what passes of this one. */
  atShared: { frr: number; oneWrongAccepted: number; randomAccepted: number }[]
}

export interface DigitReport {
  voices: VoiceRow[]
  overall: DigitRow
  /** Mean over voices of `isolated`: each counts the same, however many tokens it has. */
  isolatedMeanOfVoices: number
  /** Most frequent confusions of single digits: said, heard, how often. */
  confusions: { said: number; heard: number; count: number }[]
  /** Of all strings of all voices. */
  scores: CodeScores
}

const codeLength = 4
const randomCodes = 100

/**
 * Scores labelled digits one by one, and put together to strings of four different digits with
 * pauses and 20 dB of noise. Equal seeds give equal recordings.
 */
export async function evaluateDigits(
  voices: readonly DigitVoice[],
  { read, strings, seed, onProgress }: EvaluateDigitsOptions,
): Promise<DigitReport> {
  const total = voices.reduce((sum, { tokens }) => sum + tokens.length + strings, 0)
  let done = 0
  const listen = async (pcm: Float32Array) => {
    const reading = await read(pcm)
    onProgress?.(++done, total)
    return reading
  }
  const heardRows: { said: number; heard: number }[] = []
  const measured: { voice: string; row: DigitRow; scores: CodeScores }[] = []
  for (const [index, { name, tokens }] of voices.entries()) {
    const random = createRandom(seed * 10_007 + index)
    const heard: { said: number; heard: number }[] = []
    for (const token of tokens) {
      const reading = await listen(makeRecording([token], isolatedPlan, random))
      heard.push({ said: token.digit, heard: bestDigit(reading) })
    }
    const scores: CodeScores = { genuine: [], oneWrong: [], random: [] }
    for (let i = 0; i < strings; i++) {
      const drawn = drawString(tokens, random)
      if (!drawn) {
        onProgress?.(++done, total)
        continue
      }
      const reading = await listen(makeRecording(drawn, promptedPlan, random))
      addScores(scores, reading, drawn.map(({ digit }) => digit).join(''), random)
    }
    heardRows.push(...heard)
    measured.push({ voice: name, row: rowOf(heard, scores), scores })
  }
  const all: CodeScores = {
    genuine: measured.flatMap(({ scores }) => scores.genuine),
    oneWrong: measured.flatMap(({ scores }) => scores.oneWrong),
    random: measured.flatMap(({ scores }) => scores.random),
  }
  const overall = rowOf(heardRows, all)
  return {
    voices: measured.map(({ voice, row, scores }) => ({
      voice,
      ...row,
      atShared: overall.points.map(({ threshold }) => ({
        frr: 1 - shareFrom(scores.genuine, threshold),
        ...acceptedAt(scores, threshold),
      })),
    })),
    overall,
    isolatedMeanOfVoices:
      measured.reduce((sum, { row }) => sum + row.isolated, 0) / Math.max(1, measured.length),
    confusions: countConfusions(heardRows),
    scores: all,
  }
}

function bestDigit(reading: DigitReading): number {
  const scores = Array.from({ length: 10 }, (_, digit) => reading.scoreOf(String(digit)))
  return scores.indexOf(Math.max(...scores))
}

/** Four tokens of different digits, as a challenge asks for; null when the voice has too few. */
function drawString(tokens: readonly DigitToken[], random: () => number): DigitToken[] | null {
  const digits = [...new Set(tokens.map(({ digit }) => digit))]
  if (digits.length < codeLength) return null
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!
  return Array.from({ length: codeLength }, () => {
    const digit = pick(digits)
    digits.splice(digits.indexOf(digit), 1)
    return pick(tokens.filter(token => token.digit === digit))
  })
}

function addScores(
  scores: CodeScores,
  reading: DigitReading,
  code: string,
  random: () => number,
): void {
  scores.genuine.push(reading.scoreOf(code))
  for (let place = 0; place < codeLength; place++) {
    for (let digit = 0; digit < 10; digit++) {
      const wrong = code.slice(0, place) + String(digit) + code.slice(place + 1)
      if (wrong !== code) scores.oneWrong.push(reading.scoreOf(wrong))
    }
  }
  for (let i = 0; i < randomCodes; i++) {
    const other = String(Math.floor(random() * 10 ** codeLength)).padStart(codeLength, '0')
    if (other !== code) scores.random.push(reading.scoreOf(other))
  }
}

function rowOf(heard: readonly { said: number; heard: number }[], scores: CodeScores): DigitRow {
  const right = heard.filter(row => row.said === row.heard).length
  return {
    tokens: heard.length,
    isolated: right / Math.max(1, heard.length),
    strings: scores.genuine.length,
    points: operatingPoints(scores),
  }
}

function countConfusions(heard: readonly { said: number; heard: number }[]) {
  const counts = new Map<string, { said: number; heard: number; count: number }>()
  for (const row of heard) {
    if (row.said === row.heard) continue
    const key = `${row.said} ${row.heard}`
    counts.set(key, { ...row, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count).slice(0, 12)
}
