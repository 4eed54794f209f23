import { useLaunch } from '@tarojs/taro'
import type { ReactNode } from 'react'
import { demoOptions } from './demo/settings.ts'
import { kit } from './kit/kit.ts'
import { readEndpoint } from './kit/session/readEndpoint.ts'
import './app.css'

/** Taro wants one component around all pages. */
export default function App({ children }: { children?: ReactNode }): ReactNode {
  // As every host does, and so that a screen that was left bright is put back.
  useLaunch(() => {
    const options = demoOptions()
    // What was typed into the demo may be no address yet.
    if (readEndpoint(options.endpoint)) kit.init(options)
  })
  return children
}
