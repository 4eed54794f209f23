import { ApiError } from '../../errors.ts'

/**
 * Refusals after which a recorded capture goes on: the table's sentences speak of captures that are over, so
 * these say what to send instead.
 */
export const recordedRefusals = {
  notCommitted: () =>
    new ApiError('Capture.OutOfOrder', {
      message: {
        zh: '尚未提交视频的大小与摘要。请先调用 commit。',
        en: 'The clip’s size and sum were not committed to yet. Call commit first.',
      },
    }),
  otherCommitment: () =>
    new ApiError('Capture.OutOfOrder', {
      message: {
        zh: '本次采集已提交另一段视频。请上传已提交的那段，或用 start 重新开始采集。',
        en: 'Another clip was committed to. Upload that one, or begin again with start.',
      },
    }),
  judged: () =>
    new ApiError('Capture.OutOfOrder', {
      message: {
        zh: '本次采集已有结论。请用 finish 查看结果。',
        en: 'This capture has its verdict. Ask for it with finish.',
      },
    }),
  paintedCount: (wanted: number, given: number) =>
    new ApiError('Capture.Incomplete', {
      message: {
        zh: `painted 须有 ${wanted} 个时间（每步一个，再加结束），实际 ${given} 个。请改正后重新 commit。`,
        en: `painted needs ${wanted} times (one a step, and the end) and has ${given}. Mend it and commit again.`,
      },
    }),
  paintedOrder: () =>
    new ApiError('Capture.OutOfOrder', {
      message: {
        zh: 'painted 的时间须逐个递增。请改正后重新 commit。',
        en: 'The times of painted must rise. Mend them and commit again.',
      },
    }),
  paintedTooLong: () =>
    new ApiError('Capture.ClockRefused', {
      message: {
        zh: 'painted 的首尾相隔比指令下发至今还长。请改为实际时间后重新 commit。',
        en: 'From first to last, painted is longer than the challenge is known. Give the real times and commit again.',
      },
    }),
  clipTooBig: (maxBytes: number) =>
    new ApiError('Capture.TooBig', {
      message: {
        zh: `视频超过 ${maxBytes} 字节。请压缩后重新 commit，或降低清晰度重新录制。`,
        en: `The clip has more than ${maxBytes} bytes. Commit to a smaller one, or record again at a lower resolution.`,
      },
    }),
  gap: (received: number) =>
    new ApiError('Capture.OutOfOrder', {
      message: {
        zh: `该分段之前有缺失。请从第 ${received} 字节（offset=${received}）继续上传。`,
        en: `Bytes before this part are missing. Go on from offset=${received}.`,
      },
    }),
  beyondEnd: (sizeBytes: number) =>
    new ApiError('Capture.TooBig', {
      message: {
        zh: `该分段超出已提交的大小 ${sizeBytes} 字节。请只上传已提交的视频。`,
        en: `This part goes beyond the ${sizeBytes} bytes that were committed to. Upload only the clip that was committed to.`,
      },
    }),
  otherBytes: (received: number) =>
    new ApiError('Capture.ChainBroken', {
      message: {
        zh: `该分段与已收到的内容不同。请从 offset=${received} 起上传已提交的同一视频。`,
        en: `This part differs from what is there. Go on from offset=${received} with the clip that was committed to.`,
      },
    }),
  notAllThere: (received: number, sizeBytes: number) =>
    new ApiError('Capture.Incomplete', {
      message: {
        zh: `视频尚未传完（${received} / ${sizeBytes} 字节）。请从 offset=${received} 继续上传，再调用 finish。`,
        en: `Of the clip’s ${sizeBytes} bytes ${received} are there. Go on from offset=${received}, then call finish.`,
      },
    }),
} as const
