// CommonJS: Babel is asked by Taro's webpack runner, and this folder's package.json names no module type.
module.exports = {
  presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5' }]],
}
