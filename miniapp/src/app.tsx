import { mergeInternalComponents } from '@tarojs/shared'
import { useLaunch } from '@tarojs/taro'
import type { ReactNode } from 'react'
import { ariaAttributes } from './ariaAttributes.ts'
import { demoOptions } from './demo/settings.ts'
import { kit } from './kit/kit.ts'
import './app.css'

mergeInternalComponents(ariaAttributes)

/** Taro wants one component around all pages. */
export default function App({ children }: { children?: ReactNode }): ReactNode {
  // As every host does, and so that a screen that was left bright is put back.
  useLaunch(() => kit.init(demoOptions()))
  return children
}
