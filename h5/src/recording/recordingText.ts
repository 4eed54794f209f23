import type { RecordingVerdict } from '../../../server/protocol/recording.ts'

/** Every word of the recording page beside the agreement, which the server gives. */
export interface RecordingWords {
  tag: 'zh-CN' | 'en'
  pageTitle: string
  switchLanguage: string
  scopes: readonly string[]
  agree: string
  closed: string
  closedHelp: string
  failed: string
  tryAgain: string
  retry: string
  readyTitle: string
  readyHelp: readonly string[]
  start: string
  noMicrophone: string
  progress: (done: number, total: number) => string
  prepare: string
  speak: string
  sending: string
  kept: string
  next: string
  again: string
  reasons: Record<NonNullable<RecordingVerdict['again']>, string>
  doneTitle: string
  doneHelp: string
  linkHelp: string
  linkLabel: string
  copy: string
  copied: string
  withdrawTitle: string
  withdrawHelp: string
  withdraw: string
  withdrawn: string
  withdrawnHelp: string
}

const chinese: RecordingWords = {
  tag: 'zh-CN',
  pageTitle: '数字录音',
  switchLanguage: 'English',
  scopes: ['我同意录制我的声音', '我同意用录音训练和检验数字模型', '我已年满十八周岁，自愿参加'],
  agree: '同意并继续',
  closed: '录音页面未开放',
  closedHelp: '请向发给您链接的人核对链接。',
  failed: '没有成功',
  tryAgain: '请检查网络后重试。',
  retry: '重试',
  readyTitle: '准备录音',
  readyHelp: [
    '请找一个安静的地方，手机离嘴约一臂远。',
    '每次出现四个数字，一个接一个，看到哪个就读哪个。',
    '1 读“一”，0 读“零”。每次约六秒，读完一组再按下一组。',
  ],
  start: '开始',
  noMicrophone: '没有麦克风可用。请允许本页面使用麦克风后重试。',
  progress: (done, total) => `第 ${done} 组，共 ${total} 组`,
  prepare: '准备',
  speak: '请读出',
  sending: '正在保存',
  kept: '已保存',
  next: '下一组',
  again: '重读这一组',
  reasons: {
    quiet: '没有听清。请大声一点，或换个安静的地方。',
    loud: '声音太大。请离麦克风远一点。',
  },
  doneTitle: '录完了，谢谢您',
  doneHelp: '您的录音已全部保存。',
  linkHelp: '请保存下面的链接。打开它可以随时撤回同意，并删除您的录音。离开本页面后不再显示。',
  linkLabel: '您的撤回链接',
  copy: '复制链接',
  copied: '已复制',
  withdrawTitle: '撤回同意',
  withdrawHelp: '撤回后，您的录音和同意记录会立即删除，不能恢复。',
  withdraw: '撤回并删除录音',
  withdrawn: '已删除',
  withdrawnHelp: '您的录音和同意记录已经删除。',
}

const english: RecordingWords = {
  tag: 'en',
  pageTitle: 'Reading digits',
  switchLanguage: '中文',
  scopes: [
    'I agree that my voice is recorded',
    'I agree that the recordings train and measure a digit model',
    'I am eighteen or older and take part of my own will',
  ],
  agree: 'Agree and go on',
  closed: 'This recording page is not open',
  closedHelp: 'Check the link with whoever gave it to you.',
  failed: 'That did not work',
  tryAgain: 'Check the connection and try again.',
  retry: 'Try again',
  readyTitle: 'Before you begin',
  readyHelp: [
    'Find a quiet place and hold the phone at about an arm’s length.',
    'Four digits come one after the other. Read each in Mandarin as you see it.',
    'Each code takes about six seconds. Press for the next one when you are ready.',
  ],
  start: 'Start',
  noMicrophone: 'There is no microphone. Allow this page to use it and try again.',
  progress: (done, total) => `Code ${done} of ${total}`,
  prepare: 'Get ready',
  speak: 'Read aloud',
  sending: 'Saving',
  kept: 'Saved',
  next: 'Next code',
  again: 'Read this code again',
  reasons: {
    quiet: 'You could not be heard well. Speak louder, or find a quieter place.',
    loud: 'That was too loud. Hold the phone further away.',
  },
  doneTitle: 'All done, thank you',
  doneHelp: 'All your recordings are saved.',
  linkHelp:
    'Keep the link below. It withdraws your agreement at any time and erases your recordings. Once you leave this page it is not shown again.',
  linkLabel: 'Your link to withdraw',
  copy: 'Copy the link',
  copied: 'Copied',
  withdrawTitle: 'Withdraw your agreement',
  withdrawHelp: 'Your recordings and your agreement are then erased at once, for good.',
  withdraw: 'Withdraw and erase',
  withdrawn: 'Erased',
  withdrawnHelp: 'Your recordings and your agreement are gone.',
}

export function recordingWords(language: string): RecordingWords {
  return language.startsWith('en') ? english : chinese
}
