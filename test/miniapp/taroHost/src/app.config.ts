export default defineAppConfig({
  pages: ['pages/home/index', 'zhenren/index/index'],
  window: { navigationBarTitleText: 'host' },
  workers: 'workers',
  __usePrivacyCheck__: true,
  permission: {
    'scope.camera': { desc: '用前置摄像头拍摄您的脸，用于人脸核身' },
    'scope.record': { desc: '录下您读出的数字，用于人脸核身' },
  },
})
