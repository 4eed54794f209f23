export default defineAppConfig({
  pages: ['pages/start/index', 'pages/verify/index', 'pages/records/index'],
  window: {
    navigationBarTitleText: '真人',
    navigationBarBackgroundColor: '@navigationGround',
    navigationBarTextStyle: '@navigationInk',
    backgroundColor: '@ground',
    backgroundTextStyle: '@pull',
  },
  darkmode: true,
  themeLocation: 'theme.json',
  lazyCodeLoading: 'requiredComponents',
  __usePrivacyCheck__: true,
  workers: 'workers',
  permission: {
    'scope.camera': { desc: '用前置摄像头拍摄您的脸，用于人脸核身' },
    'scope.record': { desc: '录下您读出的数字，用于人脸核身' },
  },
})
