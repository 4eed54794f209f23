import { checkText } from './checkText.ts'
import { forbiddenKeys, maxDepth } from './limits.ts'
import { refuseParameter } from './refuseParameter.ts'

/** Parameters as a tree whose leaves are still text; an array is a branch with index names. */
export interface ParameterTree {
  [name: string]: string | ParameterTree
}

/**
 * Undoes the flattening of GET and form requests (T7): `A.0.B=x` → `{ A: { 0: { B: 'x' } } }`.
 * Which branches are arrays only the schema knows, see coerceParameters.
 *
 * @throws ApiError InvalidParameter when two keys contradict each other, or a key is malformed
 */
export function unflatten(parameters: ReadonlyMap<string, string>): ParameterTree {
  const root = createBranch()
  for (const [key, value] of parameters) {
    checkText(key, value)
    const names = key.split('.')
    if (names.length > maxDepth) {
      refuseParameter(key, {
        zh: `嵌套超过 ${maxDepth} 层`,
        en: `more than ${maxDepth} levels deep`,
      })
    }
    if (names.some(name => name === '' || forbiddenKeys.has(name))) {
      refuseParameter(key, { zh: '不允许的字段名', en: 'is not an allowed name' })
    }
    const last = names.pop() ?? ''
    let branch = root
    for (const name of names) {
      const next = (branch[name] ??= createBranch())
      if (typeof next === 'string') return refuseContradiction(key)
      branch = next
    }
    if (branch[last] !== undefined) return refuseContradiction(key)
    branch[last] = value
  }
  return root
}

function refuseContradiction(key: string): never {
  return refuseParameter(key, { zh: '与另一个参数矛盾', en: 'contradicts another parameter' })
}

function createBranch(): ParameterTree {
  const branch: ParameterTree = Object.create(null)
  return branch
}
