import { z } from 'zod'
import { refuseParameter } from './refuseParameter.ts'
import type { ParameterTree } from './unflatten.ts'

type Shape = z.core.JSONSchema._JSONSchema

/**
 * Turns the text of a GET or form request into the types that the action's schema declares: arrays,
 * numbers, booleans. Text that does not read as its type stays text, for the schema to refuse with
 * the field's name. Fields that the schema does not declare stay as they are.
 *
 * @throws ApiError InvalidParameter for an array whose indices are not numbers
 */
export function coerceParameters(tree: ParameterTree, schema: z.ZodType): Record<string, unknown> {
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return coerceFields(tree, shape)
}

function coerce(value: string | ParameterTree, shape: Shape | undefined, path: string): unknown {
  const declared = declaredShape(shape)
  if (typeof value === 'string') return coerceText(value, declared?.type)
  if (declared?.type === 'array') return coerceItems(value, declared, path)
  return coerceFields(value, declared, path)
}

function coerceFields(
  tree: ParameterTree,
  shape: Exclude<Shape, boolean> | undefined,
  path = '',
): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(tree)) {
    const declared = shape?.properties?.[name] ?? shape?.additionalProperties
    fields[name] = coerce(value, declared, path === '' ? name : `${path}.${name}`)
  }
  return fields
}

/** Indices may have gaps: the SDKs leave null elements out when they flatten. */
function coerceItems(tree: ParameterTree, shape: Exclude<Shape, boolean>, path: string): unknown[] {
  const indices = Object.keys(tree)
  if (indices.some(index => !/^(0|[1-9]\d{0,8})$/.test(index))) {
    refuseParameter(path, { zh: '应为数组，下标须为数字', en: 'is an array: indices are numbers' })
  }
  const items = Array.isArray(shape.items) ? undefined : shape.items
  return indices
    .toSorted((a, b) => Number(a) - Number(b))
    .map(index => coerce(tree[index] ?? '', items, `${path}.${index}`))
}

function coerceText(text: string, type: unknown): unknown {
  if (type === 'boolean') {
    // Node writes true, Python True.
    if (/^true$/i.test(text)) return true
    if (/^false$/i.test(text)) return false
  }
  if (type === 'number' || type === 'integer') {
    if (/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return Number(text)
  }
  return text
}

/** A nullable field is declared as a choice; text can only mean the branch that is not null. */
function declaredShape(shape: Shape | undefined): Exclude<Shape, boolean> | undefined {
  if (shape === undefined || typeof shape === 'boolean') return undefined
  const choices = (shape.anyOf ?? []).filter(
    choice => typeof choice !== 'boolean' && choice.type !== 'null',
  )
  const [only] = choices
  return choices.length === 1 ? declaredShape(only) : shape
}
