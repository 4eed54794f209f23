import { mergeInternalComponents } from '@tarojs/shared'
import type { ReactNode } from 'react'
import { ariaAttributes } from './ariaAttributes.ts'
import './app.css'

mergeInternalComponents(ariaAttributes)

/** Taro wants one component around all pages. */
export default function App({ children }: { children?: ReactNode }): ReactNode {
  return children
}
