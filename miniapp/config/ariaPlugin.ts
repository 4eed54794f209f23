import type { IPluginContext } from '@tarojs/service'

const attributes = {
  'aria-role': '',
  'aria-label': '',
  'aria-hidden': '',
  'aria-checked': '',
  'aria-disabled': '',
}

interface WeappPlatform {
  ctx: IPluginContext
  template: { mergeComponents: (ctx: IPluginContext, components: object) => void }
}

/** Taro's templates pass on no accessibility attributes (base library 2.7.1): adds them where the kit has some. */
export default function ariaPlugin(ctx: IPluginContext): void {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn: ({ ctx, template }: WeappPlatform) =>
      template.mergeComponents(ctx, { View: attributes, Input: { 'aria-label': '' } }),
  })
}
