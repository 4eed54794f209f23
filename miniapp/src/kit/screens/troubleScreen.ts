import { troubles, type Trouble } from '../../../../server/protocol/client/troubles.ts'
import type { Block, DrawingName } from '../view.ts'
import { button, emblem, heading, spring } from './parts.ts'
import type { ScreenContext } from './screen.ts'

const emblems: Partial<Record<Trouble, DrawingName>> = {
  wecom: 'phone',
  desktop: 'phone',
  weChatTooOld: 'phone',
  otherDevice: 'phone',
  expired: 'clock',
  tooOften: 'clock',
  slow: 'clock',
  network: 'network',
  offline: 'network',
  cameraUnsupported: 'camera',
  cameraRefused: 'camera',
  cameraBusy: 'camera',
  cameraMissing: 'camera',
  cameraBlack: 'camera',
  microphoneRefused: 'microphone',
  microphoneBusy: 'microphone',
  bothRefused: 'camera',
  notReady: 'face',
  finished: 'tick',
  withdrawn: 'tick',
}

/** Troubles after which the page below is the best way on. */
const endings: ReadonlySet<Trouble> = new Set([
  'unknownSession',
  'expired',
  'otherDevice',
  'finished',
  'withdrawn',
  'environment',
])

/** What happened in the person's words, what to do, and every way on. */
export function troubleScreen(context: ScreenContext, trouble: Trouble): Block[] {
  const { words, mini, session, refusal } = context
  const { resume } = troubles[trouble]
  const { title, todo } = words.troubles[trouble]
  const refused = refusal?.trouble === trouble ? refusal : null
  const { environment } = session ?? {}
  const needs = environment?.ok === false ? environment.needs : undefined
  const lines = refused
    ? mini.permission[refused.level]
    : needs === undefined
      ? todo
      : [...todo, words.trouble.needs(needs)]
  const isEnding = endings.has(trouble) || (session === null && resume === null)
  const leave = button(words.trouble.leave, 'leave', isEnding ? 'first' : 'second')
  const other = session ? [button(words.otherWay, 'alternative', 'second')] : []
  return [
    emblem(emblems[trouble] ?? 'warning'),
    heading(title),
    { kind: 'list', look: 'todo', title: '', lines },
    spring,
    ...(refused?.level === 'weChat' ? [button(mini.permission.openSetting, 'openSetting')] : []),
    ...(refused?.level === 'system' ? [button(mini.permission.openSystem, 'openSystem')] : []),
    ...(trouble === 'weChatTooOld' ? [button(mini.update, 'update')] : []),
    ...(resume === 'capture'
      ? [button(words.trouble.again, 'start', refused ? 'second' : 'first')]
      : []),
    ...(resume === 'open' ? [button(words.trouble.reopen, 'reopen')] : []),
    ...(isEnding ? [leave, ...other] : [...other, leave]),
  ]
}
