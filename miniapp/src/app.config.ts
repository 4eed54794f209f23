export default defineAppConfig({
  pages: ['pages/start/index'],
  window: {
    navigationBarTitleText: '真人',
  },
})
