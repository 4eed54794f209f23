import type { ReactNode } from 'react'
import './app.css'

/** Taro wants one component around all pages. */
export default function App({ children }: { children?: ReactNode }): ReactNode {
  return children
}
