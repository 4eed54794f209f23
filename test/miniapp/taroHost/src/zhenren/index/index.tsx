export { VerifyPage as default } from '@zhenren/miniapp'
