import type { Ceremony, Phase } from '../../../server/protocol/client/ceremonyState.ts'
import { firstCeremony } from '../../../server/protocol/client/ceremonyState.ts'
import type { OutcomeCode } from '../../../server/protocol/client/outcomeCodes.ts'
import { wordsOf } from '../../../server/protocol/client/text.ts'
import { miniWordsOf } from './text.ts'
import { createDevices } from './createDevices.ts'
import { createRun } from './createRun.ts'
import { createStage, type Shown } from './createStage.ts'
import { createTools } from './createTools.ts'
import { createView } from './createView.ts'
import { isFreeToLeave } from './isFreeToLeave.ts'
import { askPrivacy } from './platform/askPrivacy.ts'
import { createClock } from './platform/createClock.ts'
import { canIUse } from './platform/canIUse.ts'
import { guardLeaving } from './platform/guardLeaving.ts'
import { openPage } from './platform/openPage.ts'
import type { Platform } from './platform/platform.ts'
import { quietly } from './platform/quietly.ts'
import { readHost } from './platform/readHost.ts'
import { createScreenLight } from './platform/screenLight.ts'
import { findFault } from './screens/findFault.ts'
import type { ScreenContext } from './screens/screen.ts'
import type { SheetName } from './screens/sheets.ts'
import { createSessionClient } from './session/createSessionClient.ts'
import { createDeviceMemory } from './session/deviceMemory.ts'
import { createSessionApi } from './session/sessionApi.ts'
import { watchPhone } from './platform/watchPhone.ts'
import type { Verification, VerificationOptions } from './verification.ts'
import type { Action, View } from './view.ts'

interface VerificationDeps {
  wx: Platform
  options: VerificationOptions
  /** Shows the view; says, where asked, when the page has taken it over. */
  show: (view: View, painted: (() => void) | null) => void
  /** Once. */
  onOver: (code: OutcomeCode) => void
}

/** After so long a look for the face, a longer help line is worth reading, ms. */
const helpAfterMs = 12_000
export function createVerification(deps: VerificationDeps): Verification {
  const { wx, options, show, onOver } = deps
  const clock = createClock()
  const memory = createDeviceMemory(wx)
  const light = createScreenLight(wx)
  const host = readHost(wx)
  const context: ScreenContext = {
    words: wordsOf(options.language),
    mini: miniWordsOf(options.language),
    session: null,
    checks: { agree: false, guardian: false },
    fields: { name: '', idCard: '' },
    fault: '',
    refusal: null,
  }
  let phase: Phase = firstCeremony.phase
  let isPrivacyAsked = false
  let isDocument = false
  let sheet: SheetName | null = null
  let shown: Shown | null = null
  let isCameraOn = false
  let isBack = false
  let share: number | null = null
  let needsHelp = false
  let helpTimer: ReturnType<typeof setTimeout> | undefined
  let isOver = false
  let shownKey = ''

  function draw(painted: (() => void) | null = null): void {
    if (isOver) return
    const stage = createStage(context, phase, {
      driver: run.driver()?.name ?? null,
      shown,
      isCameraOn,
      share,
      needsHelp,
      isBack,
    })
    const about = { ...tools.state(), isPrivacyAsked, isDocument }
    const view = createView({ context, phase, stage, sheet, ...about })
    show(view, painted)
    if (view.key !== shownKey && canIUse(wx, 'pageScrollTo'))
      wx.pageScrollTo({ scrollTop: 0, duration: 0, ...quietly })
    shownKey = view.key
  }

  const tools = createTools({
    wx,
    options,
    memory,
    context,
    onChange: draw,
    // The text of the agreement comes from the server, in the language asked for.
    onLanguage: () => void (context.session && client.open()),
  })
  const api = createSessionApi(wx, options.endpoint, () => context.words.tag)
  const client = createSessionClient({
    wx,
    api,
    host,
    bizToken: options.token,
    memory,
    language: () => context.words.tag,
    onSession: session => {
      context.session = session
      draw()
    },
  })
  const devices = createDevices({
    wx,
    driverDeps: {
      wx,
      clock,
      api,
      endpoint: options.endpoint,
      credentials: client.credentials,
      isVoiceOn: () => tools.state().isVoiceOn === true,
      show: (steps, step, painted) => {
        shown = { steps, step }
        if ('colour' in (steps[step] ?? {})) light.raise()
        else light.restore()
        draw(painted)
      },
      onShare: part => {
        share = part
        draw()
      },
    },
    capture: options.capture,
    workerPath: options.workerPath,
    setCamera: isOn => {
      isBack = !isOn && run.driver()?.name === 'nativeV2'
      isCameraOn = isOn
      if (!isOn) light.restore()
      draw()
    },
    onRefused: refusal => {
      context.refusal = refusal
    },
  })

  function change(ceremony: Ceremony): void {
    const before = phase
    phase = ceremony.phase
    if (phase.name !== before.name) enter(phase)
    draw()
    tools.follow(phase)
  }

  function enter(next: Phase): void {
    context.fault = ''
    clearTimeout(helpTimer)
    needsHelp = false
    isDocument = false
    sheet = null
    if (next.name === 'starting') {
      shown = null
      share = null
      isBack = false
      context.refusal = null
    }
    if (next.name === 'preview')
      helpTimer = setTimeout(() => {
        needsHelp = true
        draw()
      }, helpAfterMs)
    if (next.name === 'result' && next.verdict.outcome !== 'retry')
      memory.note(options.token, next.verdict.outcome, Date.now())
    guardLeaving(wx, isFreeToLeave(next) ? '' : context.words.leave.help)
  }

  const run = createRun({
    clock,
    client,
    devices,
    session: () => context.session,
    fields: () => context.fields,
    label: ({ name }) =>
      `miniapp ${name} ${host.platform} ${host.version} ${host.baseLibrary} ${host.model}`.trim(),
    onEffect: tools.heed,
    onChange: change,
    onOver: code => {
      isOver = true
      tools.close()
      clearTimeout(helpTimer)
      stopWatching()
      privacy.close()
      light.restore()
      guardLeaving(wx, '')
      onOver(code)
    },
  })
  const { dispatch } = run

  const isLive = () =>
    phase.name === 'starting' || phase.name === 'preview' || phase.name === 'performing'
  const interrupt = () => {
    if (isLive() && run.driver()?.name !== 'nativeV2')
      dispatch({ type: 'trouble', trouble: 'interrupted' })
  }
  const stopWatching = watchPhone(wx, {
    onInterruption: interrupt,
    onLowMemory: () => {
      devices.avoidFrames()
      if (run.driver()?.name === 'frames') interrupt()
    },
  })

  const privacy = askPrivacy(wx, isAsked => {
    isPrivacyAsked = isAsked
    draw()
  })

  async function begin(): Promise<void> {
    draw()
    if (await privacy.pass()) run.start()
    else dispatch({ type: 'leave' })
  }

  function submit(): void {
    context.fault = findFault(context, phase)
    if (context.fault === '') dispatch({ type: 'submit' })
    else draw()
  }

  async function withdraw(): Promise<void> {
    if (await client.withdraw()) {
      sheet = null
      memory.note(options.token, 'withdrawn', Date.now())
      dispatch({ type: 'trouble', trouble: 'withdrawn' })
    } else {
      context.fault = context.words.withdraw.failed
      draw()
    }
  }

  function open(name: SheetName | null): void {
    context.fault = ''
    sheet = name
    draw()
  }

  function read(isOpen: boolean): void {
    isDocument = isOpen
    draw()
  }

  const actions: Record<Action, () => void> = {
    submit,
    start: () => dispatch({ type: 'start' }),
    reopen: () => dispatch({ type: 'reopen' }),
    leave: () => dispatch({ type: 'leave' }),
    stay: () => open(null),
    askLeave: () => open('leave'),
    alternative: () => open('alternative'),
    askWithdraw: () => open('withdraw'),
    withdraw: () => void withdraw(),
    readDocument: () => read(true),
    closeDocument: () => read(false),
    copyWay: () => wx.setClipboardData({ data: context.session?.alternative ?? '', ...quietly }),
    openSetting: () => openPage.setting(wx),
    openSystem: () => openPage.system(wx),
    update: () => openPage.update(wx),
    readGuide: () => openPage.guide(wx),
    agreeGuide: () => privacy.agree(),
    refuseGuide: privacy.refuse,
    ...tools.actions,
  }

  return {
    start: () => void begin(),
    act: action => {
      // Not every phone tells that a call is over.
      tools.setSeen(true)
      actions[action]()
    },
    check: (name, isOn) => {
      context.checks[name] = isOn
      context.fault = ''
      draw()
    },
    // Not drawn again: the field shows what is typed by itself.
    type: (name, value) => {
      context.fields[name] = value
    },
    cameraReady: devices.onCameraReady,
    cameraStopped: interrupt,
    cameraFailed: message => {
      if (!devices.onCameraError(message)) interrupt()
    },
    show: () => tools.setSeen(true),
    hide: () => {
      tools.setSeen(false)
      light.restore()
      if (run.driver()?.name !== 'nativeV2') dispatch({ type: 'hidden' })
    },
    unload: () => dispatch({ type: 'leave' }),
  }
}
