import { getCurrentInstance } from '@tarojs/taro'

interface Page {
  setData?: (data: object, done: () => void) => void
}

/** A key of the page's data that nothing shows. */
const key = 'zhenrenUpdate'
let count = 0

/**
 * Calls back when the page has taken over what React has just committed. Taro hands that to setData from a
 * timer set during the commit; a setData after it answers after it. Taro.nextTick asks in steps of 20 ms up
 * to 100, which is too coarse for the times of painted colours.
 */
export function afterUpdate(done: () => void): void {
  // Taro's types leave the callback out.
  const page: Page | null = getCurrentInstance().page
  setTimeout(() => {
    count += 1
    if (page?.setData) page.setData({ [key]: count }, done)
    else done()
  }, 0)
}
