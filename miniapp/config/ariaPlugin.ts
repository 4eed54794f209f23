import { resolve } from 'node:path'
import type { IPluginContext } from '@tarojs/service'
import aria from './aria.json'

interface WeappPlatform {
  ctx: IPluginContext
  runtimePath: string | string[]
  template: { mergeComponents: (ctx: IPluginContext, components: object) => void }
}

/**
 * Taro's templates pass on no accessibility attributes (base library 2.7.1): adds them where the kit has
 * some, in the templates and in the runtime that fills them.
 */
export default function ariaPlugin(ctx: IPluginContext): void {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn: (platform: WeappPlatform) => {
      platform.template.mergeComponents(platform.ctx, aria)
      platform.runtimePath = [platform.runtimePath, resolve(__dirname, 'ariaRuntime.js')].flat()
    },
  })
}
