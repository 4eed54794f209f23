import type { PaintedCode } from '../../domain/clip/clipTask.ts'
import { hues, type Hue } from '../../domain/light/hues.ts'
import { isLightCode, slotCount } from '../../domain/light/isLightCode.ts'
import { UsageError } from '../command.ts'

const shape =
  '{ "hues": 8 of red, yellow, green, cyan, blue, magenta, "slotMs": 8 numbers, "leadMs", "tailMs", ' +
  '"painted": 11 rising times, ms on the clip’s clock }'

/**
 * The file of --challenge: which colours the screen showed, for how long each was to stay, and when
 * each was painted (lead-in, colours, tail, end). @throws UsageError
 */
export function readPaintedCode(text: string): PaintedCode {
  const { hues, slotMs, leadMs, tailMs, painted } = readFields(text)
  if (!isArrayOf(hues, isHue) || !isLightCode(hues)) {
    throw wrong('hues can be no code: no colour twice in a row, none over 3 times, at least 4')
  }
  if (!isArrayOf(slotMs, isLength) || slotMs.length !== slotCount) throw wrong('slotMs')
  if (!isLength(leadMs) || !isLength(tailMs)) throw wrong('leadMs and tailMs')
  const isRising =
    isArrayOf(painted, isTime) && painted.every((time, i) => i === 0 || time > painted[i - 1]!)
  // Lead-in and tail, and the end of the tail.
  if (!isRising || painted.length !== slotCount + 3) throw wrong('painted')
  return { secret: { hues, slotMs, leadMs, tailMs }, painted }
}

function readFields(text: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw wrong('no JSON')
  }
  if (typeof value !== 'object' || value === null) throw wrong('no object')
  return { ...value }
}

const isHue = (value: unknown): value is Hue =>
  typeof value === 'string' && Object.hasOwn(hues, value)
const isTime = (value: unknown): value is number => Number.isFinite(value)
const isLength = (value: unknown): value is number => isTime(value) && value > 0

function isArrayOf<Item>(value: unknown, isItem: (item: unknown) => item is Item): value is Item[] {
  return Array.isArray(value) && value.every(isItem)
}

function wrong(what: string): UsageError {
  return new UsageError(`--challenge: ${what}. The file is JSON: ${shape}.`)
}
