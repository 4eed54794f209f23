export default definePageConfig({ navigationBarTitleText: '核身记录' })
