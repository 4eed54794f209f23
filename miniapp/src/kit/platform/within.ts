/**
 * A call that answers by callback, as a promise: null when it failed, or said nothing for `ms`, as calls
 * do in containers that have them by name only.
 */
export function within<T>(
  ms: number,
  ask: (success: (value: T) => void, fail: () => void) => void,
): Promise<T | null> {
  return new Promise(resolve => {
    const timer = setTimeout(() => resolve(null), ms)
    const settle = (value: T | null) => {
      clearTimeout(timer)
      resolve(value)
    }
    try {
      ask(settle, () => settle(null))
    } catch {
      settle(null)
    }
  })
}
