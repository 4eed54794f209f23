import { mergeInternalComponents } from '@tarojs/shared'
import { ariaAttributes } from './ariaAttributes.ts'

/** The app's half of ariaPlugin.ts, which has Taro load it before the app. */
mergeInternalComponents(ariaAttributes)
