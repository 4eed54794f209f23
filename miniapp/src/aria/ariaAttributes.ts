/**
 * Accessibility attributes (base library 2.7.1) that Taro's templates do not pass on by themselves. The
 * build (ariaPlugin.ts) and the running app (ariaRuntime.ts) have to add the same ones: they number them.
 */
export const ariaAttributes = {
  View: {
    'aria-role': '',
    'aria-label': '',
    'aria-hidden': 'false',
    'aria-checked': 'false',
    'aria-disabled': 'false',
  },
  Input: { 'aria-label': '' },
}
