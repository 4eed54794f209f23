import { clipBounds } from '../domain/clip/clipBounds.ts'
import type { ClipTask } from '../domain/clip/clipTask.ts'
import type { MediaFault } from '../domain/mediaError.ts'
import type { ErrorCode } from '../protocol/errorCodes.ts'
import type { Words } from '../protocol/words.ts'

interface Told {
  code: ErrorCode
  message: Words
}

const { maxSeconds, maxSidePx, maxPictures } = clipBounds

/** What makes any video acceptable (R29): cut to length, 500 kbit/s, H.264. */
const recipe =
  'ffmpeg -i in -t 10 -vf scale=640:-2 -r 25 -c:v libx264 -pix_fmt yuv420p -b:v 500k -c:a aac out.mp4'

function told(code: ErrorCode, zh: string, en: string): Told {
  const message = { zh: `${zh}可用 ffmpeg 转换：${recipe}`, en: `${en} Convert it: ${recipe}` }
  return { code, message }
}

const undecodable = told(
  'FailedOperation.VideoDecodeFailed',
  '视频无法解码，文件可能已损坏或编码异常。',
  'The video cannot be decoded: it is damaged, or its coding is unusual.',
)

/** What the sender of a clip is told; nothing of it is counted or kept (R32). */
const clipFaults: Record<MediaFault, Told> = {
  notMedia: told(
    'FailedOperation.VideoDecodeFailed',
    '不是可识别的视频。支持 mp4、webm、avi、flv、mpg。',
    'This is no video that is read. mp4, webm, avi, flv and mpg are.',
  ),
  noVideo: told(
    'FailedOperation.VideoDecodeFailed',
    '文件中没有可识别的画面。请使用 H.264 编码。',
    'The file has no pictures in a coding that is read. Use H.264.',
  ),
  noFrames: told(
    'FailedOperation.VideoDecodeFailed',
    '视频中没有任何画面。请重新录制。',
    'The video has no picture at all. Record it again.',
  ),
  brokenMedia: undecodable,
  tooLong: told(
    'FailedOperation.VideoDurationExceeded',
    `视频超过 ${maxSeconds} 秒。请剪短后重试。`,
    `The video is longer than ${maxSeconds} s. Cut it and try again.`,
  ),
  tooManyFrames: told(
    'FailedOperation.VideoDecodeFailed',
    `视频超过 ${maxPictures} 帧。请剪短或降低帧率。`,
    `The video has more than ${maxPictures} pictures. Cut it, or lower its frame rate.`,
  ),
  tooManyPixels: told(
    'FailedOperation.VideoDecodeFailed',
    `视频画面超过 ${maxSidePx} 像素。请降低分辨率。`,
    `The pictures are larger than ${maxSidePx} px. Lower the resolution.`,
  ),
  tooFewPixels: {
    code: 'FailedOperation.VideoDecodeFailed',
    message: {
      zh: '视频画面过窄，看不清人脸。请用 480×640 或更大的画面录制。',
      en: 'The pictures are too small or too narrow for a face. Record at 480×640 or more.',
    },
  },
  cutOff: {
    code: 'FailedOperation.VideoDecodeFailed',
    message: {
      zh: '视频不完整，后半部分未送达。请重新发送完整文件。',
      en: 'The video was cut off on its way. Send the whole file again.',
    },
  },
  soundUnread: told(
    'FailedOperation.VideoDecodeFailed',
    '视频有声音，但编码无法识别。请使用 AAC 编码。',
    'The video has sound, but in a coding that is not read. Use AAC.',
  ),
  tooMuch: told(
    'FailedOperation.CompressVideoError',
    '视频过大，base64 编码后不得超过 8M。请降低码率或剪短。',
    'The video is too large: its base64 may have 8M. Lower the bit rate, or cut it.',
  ),
  tooLarge: told(
    'FailedOperation.VideoDecodeFailed',
    '视频解码后的画面过大。请剪短或降低分辨率。',
    'The pictures in the video take too much room. Cut it, or lower the resolution.',
  ),
  timedOut: told(
    'FailedOperation.VideoDecodeFailed',
    '视频解码超时。请剪短或降低分辨率。',
    'Decoding the video took too long. Cut it, or lower the resolution.',
  ),
  tooMuchMemory: told(
    'FailedOperation.VideoDecodeFailed',
    '视频解码占用内存过多。请降低分辨率。',
    'Decoding the video took too much memory. Lower the resolution.',
  ),
  crashed: undecodable,
  badTimes: undecodable,
  badFrame: undecodable,
  busy: {
    code: 'RequestLimitExceeded',
    message: {
      zh: '服务器正在处理其他视频。请稍后重试。',
      en: 'The server is busy with other videos. Try again shortly.',
    },
  },
  unavailable: {
    code: 'FailedOperation.DetectEngineSystemError',
    message: {
      zh: '服务器未安装视频解码组件。请联系运营方。',
      en: 'This server has no video decoder installed. Ask its operator.',
    },
  },
  closed: {
    code: 'InternalError',
    message: {
      zh: '服务器正在重启。请稍后重试。',
      en: 'The server is restarting. Try again later.',
    },
  },
}

/** Videos of read digits have codes of their own (reference sheet §3a: 1104, 1107). */
const digitCodes: Partial<Record<MediaFault, ErrorCode>> = {
  notMedia: 'FailedOperation.LipVideoInvalid',
  noVideo: 'FailedOperation.LipVideoInvalid',
  noFrames: 'FailedOperation.LipSizeError',
  tooFewPixels: 'FailedOperation.LipVideoQuaility',
  soundUnread: 'FailedOperation.LipVideoInvalid',
  cutOff: 'FailedOperation.LipVideoInvalid',
  tooMuch: 'FailedOperation.LipSizeError',
}

/** What an API error says of a clip that could not be read. */
export function clipFault(fault: MediaFault, mode: ClipTask['kind']): Told {
  const { code, message } = clipFaults[fault]
  return {
    code: (mode === 'digit' || mode === 'light-digit' ? digitCodes[fault] : undefined) ?? code,
    message,
  }
}
