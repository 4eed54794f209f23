const { init } = require('./zhenren/main.js')

App({
  onLaunch() {
    init({ endpoint: wx.getStorageSync('endpoint'), workerPath: 'workers/jpeg.js' })
  },
})
