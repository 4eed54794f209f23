import type { IPluginContext } from '@tarojs/service'
import { ariaAttributes } from '../src/ariaAttributes.ts'

interface WeappPlatform {
  ctx: IPluginContext
  template: { mergeComponents: (ctx: IPluginContext, components: object) => void }
}

/** Adds accessibility attributes to the templates. */
export default function ariaPlugin(ctx: IPluginContext): void {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn: ({ ctx, template }: WeappPlatform) => template.mergeComponents(ctx, ariaAttributes),
  })
}
