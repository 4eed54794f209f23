import type { glassEasel } from 'glass-easel-miniprogram-adapter'

/** Sends a component's own event to the templates, as WeChat's built-in components do. */
export function trigger(
  element: Element,
  type: string,
  detail: object,
  options: { bubbles?: boolean } = {},
): void {
  const { __wxElement } = element as { __wxElement?: glassEasel.Element }
  __wxElement?.triggerEvent(type, detail, { composed: true, bubbles: false, ...options })
}
