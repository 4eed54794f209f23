/** A line drawing (drawings.css); decoration, the words beside it say the same. */
export type DrawingName =
  | 'face'
  | 'light'
  | 'distance'
  | 'uncovered'
  | 'brightness'
  | 'shield'
  | 'tick'
  | 'again'
  | 'warning'
  | 'phone'
  | 'camera'
  | 'network'
  | 'clock'
  | 'microphone'
  | 'quiet'
  | 'mouth'

/** What a tap means. */
export type Action =
  | 'submit'
  | 'start'
  | 'reopen'
  | 'leave'
  | 'stay'
  | 'askLeave'
  | 'readDocument'
  | 'closeDocument'
  | 'alternative'
  | 'copyWay'
  | 'askWithdraw'
  | 'withdraw'
  | 'openSetting'
  | 'openSystem'
  | 'update'
  | 'readGuide'
  | 'agreeGuide'
  | 'refuseGuide'
  | 'language'
  | 'size'
  | 'voice'

/** `openType`: the button asks WeChat itself; '' = it does not. */
export interface ButtonBlock {
  kind: 'button'
  look: 'first' | 'second' | 'link'
  text: string
  action: Action
  isOff: boolean
  openType: '' | 'agreePrivacyAuthorization'
}

/** Of the button with an `openType`, which carries the person's answer to the privacy guide. */
export const agreeButtonId = 'zhenren-agree'

export type CheckName = 'agree' | 'guardian'
export type FieldName = 'name' | 'idCard'

/** A piece of a page, in order from the top: plain data, drawn by React in Taro and by WXML elsewhere. */
export type Block =
  | ButtonBlock
  | { kind: 'emblem'; drawing: DrawingName; isCalm: boolean }
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string; look: 'soft' | 'small' | 'document' | 'fault' }
  | { kind: 'list'; title: string; look: 'panel' | 'todo' | 'numbered'; lines: readonly string[] }
  | { kind: 'tips'; tips: readonly { drawing: DrawingName; text: string }[] }
  | { kind: 'warning'; title: string; text: string; link: string; action: Action }
  | { kind: 'check'; name: CheckName; text: string; isOn: boolean }
  | { kind: 'field'; name: FieldName; label: string; value: string; help: string }
  | { kind: 'spring' }
  | { kind: 'dots' }

/** The page before the camera. */
export interface Stage {
  look: 'waiting' | 'preview' | 'colours' | 'digits' | 'judging'
  line: string
  note: string
  /** `#rrggbb` over the whole page, with an ink that reads on it; '' = the page's own. */
  ground: string
  ink: string
  /** Large on the page; '' = none. */
  digit: string
  places: readonly ('done' | 'now' | 'next')[]
  /** How much is done, 0–100. */
  percent: number
  isCameraOn: boolean
  /** Words of the button that stops waiting; '' = none. */
  cancel: string
}

/** All that a page shows. */
export interface View {
  language: 'zh-CN' | 'en'
  title: string
  isLarge: boolean
  /** Words of the switches above a page, `voice` '' where there is no sound; null = not now. */
  tools: { language: string; size: string; voice: string } | null
  banner: string
  /** Another one = another page: begins at the top. */
  key: string
  blocks: readonly Block[]
  stage: Stage | null
  /** A question over the page. */
  sheet: readonly Block[] | null
}
