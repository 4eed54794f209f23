import { join } from 'node:path'
import type { IPluginContext } from '@tarojs/service'
import { ariaAttributes } from './ariaAttributes.ts'

interface Platform {
  ctx: IPluginContext
  runtimePath: string | string[]
  /** H5 has none. */
  template?: { mergeComponents: (ctx: IPluginContext, components: object) => void }
}

/** Without its ending, which is another in the npm package; with the slashes of an import. */
const runtime = join(__dirname, 'ariaRuntime').replace(/\\/g, '/')

/** Taro plugin: adds accessibility attributes to the templates and to the app that fills them. */
export default function ariaPlugin(ctx: IPluginContext): void {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn: (platform: Platform) => {
      if (!platform.template) return
      platform.template.mergeComponents(platform.ctx, ariaAttributes)
      platform.runtimePath = [platform.runtimePath, runtime].flat()
    },
  })
}
