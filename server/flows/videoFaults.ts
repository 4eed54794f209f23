import type { MediaFault } from '../domain/mediaError.ts'
import type { ErrorCode } from '../protocol/errorCodes.ts'
import type { Words } from '../protocol/words.ts'

const failed: Words = {
  zh: '视频生成失败，其他内容不受影响，可用 InfoType 1、3 获取。请稍后重试；若持续出现，请将 RequestId 告知运营方。',
  en: 'The video could not be made; the rest is there, ask for it with InfoType 1 and 3. Try again later; if it stays, give the RequestId to the operator.',
}
const busy: Words = {
  zh: '服务器正在生成其他视频。请稍后重试。',
  en: 'The server is busy making other videos. Try again shortly.',
}
const tooLarge: Words = {
  zh: '该次核身的视频超过 8M，无法返回。其他内容可用 InfoType 1、3 获取。',
  en: 'The video of this verification is over 8M and cannot be returned. Ask for the rest with InfoType 1 and 3.',
}

const notMade = { code: 'FailedOperation.CompressVideoError', message: failed } as const

/** What the integrator is told when it asked for the video alone. */
export const videoFaults: Record<MediaFault, { code: ErrorCode; message: Words }> = {
  noFrames: notMade,
  tooMuch: notMade,
  badTimes: notMade,
  badFrame: notMade,
  tooLarge: { code: 'ResponseSizeLimitExceeded', message: tooLarge },
  busy: { code: 'RequestLimitExceeded', message: busy },
  timedOut: notMade,
  crashed: notMade,
  unavailable: notMade,
  tooMuchMemory: notMade,
  // Of recorded clips only.
  notMedia: notMade,
  noVideo: notMade,
  tooLong: notMade,
  tooManyFrames: notMade,
  tooManyPixels: notMade,
  tooFewPixels: notMade,
  soundUnread: notMade,
  cutOff: notMade,
  brokenMedia: notMade,
  closed: { code: 'InternalError', message: failed },
}
