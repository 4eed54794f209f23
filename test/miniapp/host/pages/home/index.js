const { startVerify } = require('../../zhenren/main.js')

Page({
  data: { answer: '' },
  verify() {
    const tell = ({ BizToken, ErrorCode, ErrorMsg }) =>
      this.setData({ answer: `${BizToken} ${ErrorCode} ${ErrorMsg}` })
    startVerify({ data: { token: wx.getStorageSync('token') }, success: tell, fail: tell })
  },
})
