import { slotNames } from './slotNames.ts'

type Check = (value: unknown) => boolean
type Rule = readonly [field: string, check: Check, expected: string]

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText: Check = value => typeof value === 'string' && value.trim() !== ''
const isSum: Check = value => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
const isNumber: Check = value => typeof value === 'number' && Number.isFinite(value)
const isSize: Check = value => Number.isSafeInteger(value) && Number(value) > 0
const oneOf =
  (...allowed: unknown[]): Check =>
  value =>
    allowed.includes(value)
const listOf =
  (check: Check, length?: number): Check =>
  value =>
    Array.isArray(value) &&
    value.length > 0 &&
    (length === undefined || value.length === length) &&
    value.every(check)
// A name or path must stay inside the folder that it is looked up in.
const isInside: Check = value =>
  typeof value === 'string' && /^[\w@][\w@.-]*(\/[\w@][\w@.-]*)*$/.test(value)
const isFileName: Check = value => typeof value === 'string' && /^[\w-]+(\.[\w-]+)*$/.test(value)
const isShape = listOf(value => value === 'N' || isSize(value))

const sumText = '64 lower-case hex digits'
const shapeText = "a list of sizes and 'N'"
const filledRules: readonly Rule[] = [
  ['task', isText, 'text'],
  ['file', isFileName, 'a file name'],
  ['sizeBytes', isSize, 'a whole number above 0'],
  ['sha256', isSum, sumText],
  ['licence', isText, 'text'],
  ['origin', isText, 'text'],
  ['source.package', isInside, 'a package name'],
  ['source.version', isText, 'text'],
  ['source.files', listOf(isRecord), 'a list of files'],
  ['source.files.*.path', isInside, 'a path inside the package'],
  ['source.files.*.sha256', isSum, sumText],
  ['input.name', isText, 'text'],
  ['input.shape', isShape, shapeText],
  ['input.layout', oneOf('NCHW', 'NHWC'), 'NCHW or NHWC'],
  ['input.colour', oneOf('RGB', 'BGR'), 'RGB or BGR'],
  ['input.mean', listOf(isNumber, 3), 'three numbers'],
  ['input.scale', listOf(isNumber, 3), 'three numbers'],
  ['crop.kind', oneOf('letterbox', 'rotatedSquare', 'fivePoints'), 'a known crop rule'],
  ['outputs', listOf(isRecord), 'a list of outputs'],
  ['outputs.*.name', isText, 'text'],
  ['outputs.*.shape', isShape, shapeText],
  ['outputs.*.meaning', isText, 'text'],
  ['metric', isText, 'text'],
  ['threshold.value', isNumber, 'a number'],
  ['threshold.unit', isText, 'text'],
  ['threshold.passes', oneOf('atLeast', 'atMost'), 'atLeast or atMost'],
  ['threshold.evaluation', isText, 'text'],
]
const emptyRules: readonly Rule[] = [
  ['task', isText, 'text'],
  ['note', isText, 'text'],
]
const cropRules: Record<string, readonly Rule[]> = {
  letterbox: [['crop.fill', isNumber, 'a number']],
  rotatedSquare: [['crop.factor', isNumber, 'a number']],
  fivePoints: [
    ['crop.meshPoints', listOf(Number.isSafeInteger, 5), 'five mesh points'],
    ['crop.template', listOf(listOf(isNumber, 2), 5), 'five points'],
    ['crop.padding', isNumber, 'a number'],
    ['crop.note', isText, 'text'],
  ],
}

/**
 * Looks for the first thing in a parsed models/manifest.json that is not as `ModelManifest` says.
 * Returns its path and what it must be, or null. Unknown fields are let through: a newer release
 * may add some.
 */
export function findManifestProblem(json: unknown): string | null {
  if (!isRecord(json) || json['version'] !== 1) return 'version must be 1'
  const slots = json['slots']
  if (!isRecord(slots)) return 'slots must be an object'
  const stranger = Object.keys(slots).find(name => !slotNames.some(known => known === name))
  if (stranger !== undefined) return `slots.${stranger} is not a known slot`
  for (const name of slotNames) {
    const problem = findSlotProblem(slots[name])
    if (problem !== null) return `slots.${name}${problem}`
  }
  return null
}

function findSlotProblem(slot: unknown): string | null {
  if (!isRecord(slot)) return ' must be an object'
  const rules = slot['file'] === null ? emptyRules : filledRules
  const broken = findBroken(slot, rules)
  if (broken !== null || slot['file'] === null) return broken
  const crop = slot['crop']
  const kind = isRecord(crop) ? crop['kind'] : undefined
  return findBroken(slot, cropRules[String(kind)] ?? [])
}

function findBroken(slot: unknown, rules: readonly Rule[]): string | null {
  const broken = rules.find(([field, check]) => !valuesAt(slot, field.split('.')).every(check))
  return broken ? `.${broken[0]} must be ${broken[2]}` : null
}

/** The values that a field names; `*` stands for every item of a list. */
function valuesAt(value: unknown, [first, ...rest]: readonly string[]): unknown[] {
  if (first === undefined) return [value]
  if (first === '*') return Array.isArray(value) ? value.flatMap(item => valuesAt(item, rest)) : []
  return valuesAt(isRecord(value) ? value[first] : undefined, rest)
}
