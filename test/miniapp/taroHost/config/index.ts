import { defineConfig } from '@tarojs/cli'

/** As `taro init` writes it, with the two lines that the kit's README asks for. */
export default defineConfig({
  projectName: 'host',
  designWidth: 750,
  deviceRatio: { 640: 1.17, 750: 1, 375: 2, 828: 0.905 },
  sourceRoot: 'src',
  outputRoot: 'dist',
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: false },
  plugins: ['@zhenren/miniapp/ariaPlugin'],
  copy: {
    patterns: [{ from: 'node_modules/@zhenren/miniapp/workers/', to: 'dist/workers/' }],
    options: {},
  },
  mini: {
    postcss: { pxtransform: { enable: true, config: {} }, cssModules: { enable: false } },
  },
})
