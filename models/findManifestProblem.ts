import { slotNames, soundSlotNames, type SlotName } from './slotNames.ts'

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
const isIndex: Check = value => Number.isSafeInteger(value) && Number(value) >= 0
const isFactor: Check = value => isNumber(value) && Number(value) > 0
const isHeadroom: Check = value =>
  value === undefined || (isNumber(value) && Number(value) >= 0 && Number(value) <= 1)
const cropKinds = ['letterbox', 'rotatedSquare', 'fivePoints', 'scaledBox']

const sumText = '64 lower-case hex digits'
const shapeText = "a list of sizes and 'N'"
const filledRules: readonly Rule[] = [
  ['task', isText, 'text'],
  ['licence', isText, 'text'],
  ['origin', isText, 'text'],
  ['source.package', value => value === null || isInside(value), 'a package name or null'],
  ['source.files', listOf(isRecord), 'a list of files'],
  ['source.files.*.sha256', isSum, sumText],
  ['metric', isText, 'text'],
  ['threshold.value', isNumber, 'a number'],
  ['threshold.unit', isText, 'text'],
  ['threshold.passes', oneOf('atLeast', 'atMost'), 'atLeast or atMost'],
  ['threshold.evaluation', isText, 'text'],
]
const packageRules: readonly Rule[] = [
  ...filledRules,
  ['source.version', isText, 'text'],
  ['source.files.*.path', isInside, 'a path inside the package'],
]
const repositoryRules: readonly Rule[] = [
  ...filledRules,
  ['source.repository', oneOf(true), 'true'],
  ['source.files.*.path', isInside, 'a path inside models/'],
]
const givenRules: readonly Rule[] = [...filledRules, ['source.files.*.path', isText, 'a file name']]
const fileRules: readonly Rule[] = [
  ['file', isFileName, 'a file name'],
  ['sizeBytes', isSize, 'a whole number above 0'],
  ['sha256', isSum, sumText],
  ['input.name', isText, 'text'],
  ['input.shape', isShape, shapeText],
  ['outputs', listOf(isRecord), 'a list of outputs'],
  ['outputs.*.name', isText, 'text'],
  ['outputs.*.shape', isShape, shapeText],
  ['outputs.*.meaning', isText, 'text'],
]
const soundRules: readonly Rule[] = [
  ...fileRules,
  ['input.rateHz', isSize, 'a whole number above 0'],
]
const recogniserRules: readonly Rule[] = [
  ['recogniser', isRecord, 'left out or an object'],
  ['recogniser.engine', oneOf('sherpa-onnx'), 'sherpa-onnx'],
  ['recogniser.files', listOf(isRecord), 'a list of files'],
  ['recogniser.files.*.file', isFileName, 'a file name'],
  ['recogniser.files.*.sizeBytes', isSize, 'a whole number above 0'],
  ['recogniser.files.*.sha256', isSum, sumText],
  ['recogniser.modelConfig', isRecord, 'an object'],
]
const netRules: readonly Rule[] = [
  ...fileRules,
  ['input.layout', oneOf('NCHW', 'NHWC'), 'NCHW or NHWC'],
  ['input.colour', oneOf('RGB', 'BGR'), 'RGB or BGR'],
  ['input.mean', listOf(isNumber, 3), 'three numbers'],
  ['input.scale', listOf(isNumber, 3), 'three numbers'],
  ['crop.kind', oneOf(...cropKinds), `one of ${cropKinds.join(', ')}`],
]
const scoreRules: readonly Rule[] = [
  ['score.output', isText, 'the name of an output'],
  ['score.index', isIndex, 'a whole number, 0 or more'],
  ['score.activation', oneOf('none', 'softmax', 'sigmoid'), 'none, softmax or sigmoid'],
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
  scaledBox: [
    ['crop.factor', isFactor, 'a number above 0'],
    ['crop.headroom', isHeadroom, 'left out or a number from 0 to 1'],
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
    const problem = findSlotProblem(name, slots[name])
    if (problem !== null) return `slots.${name}${problem}`
  }
  return null
}

/**
 * The same for one slot: a path that begins with a dot and what it must be, or null. A slot that is
 * filled by `models:add` obeys the same rules.
 */
export function findSlotProblem(name: SlotName, slot: unknown): string | null {
  if (!isRecord(slot)) return ' must be an object'
  if (slot['file'] === null) return findBroken(slot, emptyRules)
  const problem = findBroken(slot, sourceRulesOf(slot['source']))
  if (problem !== null) return problem
  if (soundSlotNames.some(known => known === name)) {
    const rules = slot['recogniser'] === undefined ? [] : recogniserRules
    return findBroken(slot, [...soundRules, ...rules])
  }
  const { ensemble = [] } = slot
  if (!Array.isArray(ensemble)) return '.ensemble must be a list of networks'
  for (const [index, net] of [slot, ...ensemble].entries()) {
    const broken = isRecord(net) ? findNetProblem(name, net) : ' must be an object'
    if (broken !== null) return index === 0 ? broken : `.ensemble.${index - 1}${broken}`
  }
  return null
}

function sourceRulesOf(source: unknown): readonly Rule[] {
  if (isRecord(source) && source['package'] !== null) return packageRules
  return isRecord(source) && 'repository' in source ? repositoryRules : givenRules
}

function findNetProblem(name: SlotName, net: Record<string, unknown>): string | null {
  const broken = findBroken(net, netRules)
  if (broken !== null) return broken
  const crop = net['crop']
  const kind = isRecord(crop) ? crop['kind'] : undefined
  const problem = findBroken(net, cropRules[String(kind)] ?? [])
  if (problem !== null) return problem
  return name === 'pad' || net['score'] !== undefined ? findBroken(net, scoreRules) : null
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
