import type { glassEasel } from 'glass-easel-miniprogram-adapter'

/**
 * A boolean property of a component as the template gave it. In the page's own attributes `true` and
 * nothing at all look alike.
 */
export function isTrue(element: Element, name: string): boolean {
  const { __wxElement } = element as { __wxElement?: glassEasel.Element }
  const value = __wxElement?.getAttribute(name)
  return value === true || value === 'true'
}
