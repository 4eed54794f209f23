/** Where WeChat's server API and its OAuth pages are. */
export const weChatOrigins = {
  apiUrl: 'https://api.weixin.qq.com',
  openUrl: 'https://open.weixin.qq.com',
} as const
