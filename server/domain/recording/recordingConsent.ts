/** Changes with every change of the words below: what was agreed to must stay nameable. */
export const recordingConsentVersion = '2026-11-22'

/** Everything that must be ticked; each by itself. */
export const recordingScopes = ['voice', 'training', 'adult'] as const

export type RecordingScope = (typeof recordingScopes)[number]

export type RecordingLanguage = 'zh-CN' | 'en-US'

interface Facts {
  /** Who asks, and how to reach them. */
  business: string
  /** Until recordings are erased. */
  days: number
}

/**
 * What a volunteer agrees to (PIPL articles 14–17, 29, 30): a consent of its own, for a purpose of its
 * own; no verification depends on it.
 */
export function recordingConsent({ business, days }: Facts, language: RecordingLanguage) {
  if (language === 'en-US') {
    return {
      title: 'Agreement on recordings of your voice',
      text: [
        `Who: ${business}. What for: to train and to measure a model that hears spoken digits, on this installation.`,
        'What is taken: recordings of your voice while you read 20 codes of four digits, the time, and this agreement. No name, no number, no face.',
        'How: the recordings go over the connection of this page to the server of the business and stay there. They train and measure that model, serve nothing else, tell nobody who you are, and go to nobody else.',
        `How long: ${days} days from today, then the recordings are erased. What a model has learnt until then stays in it; it holds no recording.`,
        'Your voice is sensitive personal information. Taking part is voluntary: whoever declines has no disadvantage, and no verification depends on it.',
        'Before the first code you get a link of your own. It withdraws your agreement at any time: your recordings are then erased at once. Only adults may take part.',
      ].join('\n'),
    }
  }
  return {
    title: '声音录制协议',
    text: [
      `处理者：${business}。目的：在本系统上训练和检验一个听写数字的模型。`,
      '处理内容：您朗读 20 组四位数字的录音、录制时间和本同意记录。不收集姓名、号码和人脸。',
      '处理方式：录音经本页面的连接上传至处理者的服务器并保存在那里，只用于训练和检验该模型，不用于识别您是谁，不用于其他目的，不提供给其他人。',
      `保存期限：自今日起 ${days} 天，到期删除录音。此前模型已学到的内容会留在模型里，其中不含录音。`,
      '声音是敏感个人信息。是否参加由您自愿决定：不参加没有任何不利影响，身份核验也不以此为条件。',
      '录音前您会得到一个专属链接，可随时撤回同意，撤回后立即删除您的录音。仅限成年人参加。',
    ].join('\n'),
  }
}
