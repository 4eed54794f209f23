import Taro, { useLaunch } from '@tarojs/taro'
import { init } from '@zhenren/miniapp'
import type { ReactNode } from 'react'

export default function App({ children }: { children?: ReactNode }): ReactNode {
  useLaunch(() => init({ endpoint: Taro.getStorageSync<string>('endpoint') }))
  return children
}
