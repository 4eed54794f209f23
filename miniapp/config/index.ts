import { resolve } from 'node:path'
import { defineConfig } from '@tarojs/cli'

/** Outside src/ Taro transpiles only what is named: the shared protocol, and hashes written for newer engines. */
const shared = resolve(__dirname, '../../server/protocol')
const hashes = (file: string) => /node_modules[\\/]@noble[\\/]hashes/.test(file)

/** `taro build --type weapp` → dist/. */
export default defineConfig({
  projectName: 'zhenren',
  designWidth: 750,
  deviceRatio: { 640: 1.17, 750: 1, 375: 2, 828: 0.905 },
  sourceRoot: 'src',
  outputRoot: 'dist',
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: false },
  plugins: [resolve(__dirname, '../src/aria/ariaPlugin.ts')],
  mini: {
    compile: { include: [shared, hashes] },
    postcss: {
      pxtransform: { enable: true, config: {} },
      cssModules: { enable: false },
    },
  },
})
