import { mergeInternalComponents } from '@tarojs/shared'
import aria from './aria.json'

// The runtime names attributes by their place among all of a component, as the templates were made.
mergeInternalComponents(aria)
