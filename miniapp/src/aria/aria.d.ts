import type * as common from '@tarojs/components/types/common'

export type Common = typeof common

/** Passed on by ariaPlugin.ts. */
declare module '@tarojs/components/types/common' {
  interface StandardProps {
    ariaRole?: string
    ariaLabel?: string
    ariaHidden?: boolean
    ariaChecked?: boolean
    ariaDisabled?: boolean
  }
}
