import type { Phase } from '../../../server/protocol/client/ceremonyState.ts'
import { inkOn } from '../../../server/protocol/client/inkOn.ts'
import { needsSound } from '../../../server/protocol/challenge.ts'
import type { DriverName, ShownStep } from './drivers/captureDriver.ts'
import type { ScreenContext } from './screens/screen.ts'
import type { Stage } from './view.ts'

/** What is on screen of the challenge. */
export interface Shown {
  steps: readonly ShownStep[]
  step: number
}

interface StageState {
  driver: DriverName | null
  shown: Shown | null
  isCameraOn: boolean
  /** Part of the clip that the server has, 0–1; null = none yet. */
  share: number | null
  /** A hint longer than a line is due. */
  needsHelp: boolean
  /** WeChat's own page has come back. */
  isBack: boolean
}

/** Before the camera the page is white by day and by night: it lights the face, and digits read best on it. */
const lamp = '#ffffff'

/** The page before the camera in this phase; null = the phase has a page of blocks. */
export function createStage(
  { words, mini, session }: ScreenContext,
  phase: Phase,
  state: StageState,
): Stage | null {
  const stage: Stage = {
    look: 'waiting',
    line: '',
    note: '',
    ground: '',
    ink: '',
    digit: '',
    places: [],
    percent: 0,
    isCameraOn: state.isCameraOn,
    cancel: '',
  }
  switch (phase.name) {
    case 'starting': {
      if (state.driver === 'nativeV2')
        return state.isBack
          ? { ...stage, look: 'judging', line: words.checking.title, note: words.checking.help }
          : { ...stage, line: mini.native.wait, note: mini.native.help }
      if (phase.waitsFor === 'server') return { ...stage, line: words.starting.server }
      const { camera, cameraHelp, bothHelp } = words.starting
      const hasSound = needsSound({ kind: session?.mode ?? '' })
      return { ...stage, line: camera, note: hasSound ? bothHelp : cameraHelp }
    }
    case 'preview': {
      const isBlind = state.driver === 'record'
      const line =
        phase.hint === null
          ? words.preview.first
          : isBlind
            ? phase.hint === 'good'
              ? mini.recording.hold
              : mini.recording.look
            : words.hints[phase.hint]
      return {
        ...stage,
        look: 'preview',
        line,
        ground: lamp,
        ink: inkOn(lamp),
        note: state.needsHelp ? words.preview.help : '',
        percent: phase.hint === 'good' ? 60 : phase.hint === null ? 0 : 15,
      }
    }
    case 'performing':
      return { ...stage, ...performing(state.shown, words) }
    case 'checking':
      return {
        ...stage,
        look: 'judging',
        line: words.checking.title,
        note:
          state.share !== null && state.share < 1
            ? mini.uploading(Math.floor(state.share * 100))
            : phase.isLong
              ? words.checking.long
              : words.checking.help,
        percent: Math.round((state.share ?? 1) * 100),
        cancel: words.checking.cancel,
      }
    case 'opening':
    case 'consent':
    case 'linking':
    case 'identity':
    case 'tips':
    case 'result':
    case 'trouble':
    case 'over':
    default:
      return null
  }
}

function performing(shown: Shown | null, words: ScreenContext['words']): Partial<Stage> {
  if (shown && shown.step >= shown.steps.length)
    return { look: 'judging', line: words.checking.title, percent: 100 }
  const now = shown?.steps[shown.step]
  if (!shown || !now)
    return {
      look: 'preview',
      line: words.preview.hold,
      ground: lamp,
      ink: inkOn(lamp),
      percent: 100,
    }
  const percent = Math.round(((shown.step + 1) / shown.steps.length) * 100)
  if ('colour' in now)
    return {
      look: 'colours',
      line: words.light.still,
      note: words.light.help,
      ground: now.colour,
      ink: inkOn(now.colour),
      percent,
    }
  const digits = shown.steps.map(step => ('digit' in step ? step.digit : null))
  const count = (part: typeof digits) => part.filter(digit => digit !== null).length
  const before = count(digits.slice(0, shown.step))
  const after = count(digits.slice(shown.step + 1))
  const isAsked = now.digit !== null
  return {
    look: 'digits',
    line: isAsked
      ? words.digits.say
      : before === 0
        ? words.digits.quiet
        : after === 0
          ? words.digits.over
          : words.digits.next,
    ground: lamp,
    ink: inkOn(lamp),
    digit: now.digit ?? '',
    places: Array.from({ length: count(digits) }, (_, index) =>
      index < before ? 'done' : index === before && isAsked ? 'now' : 'next',
    ),
    percent,
  }
}
