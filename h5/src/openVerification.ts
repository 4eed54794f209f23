import { outcomeCodes, type OutcomeCode } from '../../server/protocol/client/outcomeCodes.ts'
import { createFloat } from './createFloat.ts'
import { createRun, type Run } from './createRun.ts'
import { createSessionApi } from './sessionApi.ts'
import { createSessionClient } from './createSessionClient.ts'
import { createView } from './createView.ts'
import { createVoice } from './createVoice.ts'
import { createDeviceMemory } from './deviceMemory.ts'
import { h } from './dom.ts'
import { watchBack } from './watchBack.ts'
import { withoutOauth } from './oauthReturn.ts'
import { wordsOf } from '../../server/protocol/client/text.ts'

export interface VerificationOptions {
  /** The BizToken of DetectAuth. */
  token: string
  /** Where the zhenren server is, e.g. `https://id.example.com/`; relative to the page if not absolute. */
  endpoint: string
  /** Default zh-CN. The person can change it. */
  language?: 'zh-CN' | 'en'
  /** Large letters from the start, for elderly people. The person can change it. */
  large?: boolean
  /** Spoken prompts from the start; by default exactly when `large` is on. The person's own choice stays. */
  voice?: boolean
  /** Go to RedirectUrl afterwards (R33). Default true; the promise is settled before. */
  redirect?: boolean
}

/**
 * How it ended, in the words of the reference service's SDK. For display only: what counts is what
 * GetDetectInfoEnhanced tells your server.
 */
export interface Outcome {
  BizToken: string
  /** 0 = passed; see outcomeCodes. −999 = the person left. */
  ErrorCode: OutcomeCode
  ErrorMsg: string
}

/**
 * Opens the verification as a full-height layer over the page and resolves when it closes. Never
 * rejects. One at a time.
 */
export async function openVerification(options: VerificationOptions): Promise<Outcome> {
  const { token, endpoint: given, language = 'zh-CN', large = false, redirect = true } = options
  const outcome = (code: OutcomeCode): Outcome => ({
    BizToken: token,
    ErrorCode: code,
    ErrorMsg: wordsOf(language).outcomes[code],
  })
  const endpoint = readEndpoint(given)
  if (!token || !endpoint || document.querySelector('[data-zhenren]'))
    return outcome(outcomeCodes.badArguments)

  const memory = createDeviceMemory()
  let words = wordsOf(language)
  let run: Run | null = null
  let stopWatching: ReturnType<typeof watchBack> = async () => undefined
  const dispatch: Run['dispatch'] = event => run?.dispatch(event)
  // Muted and inline, or iOS opens a player and X5 floats the picture over everything.
  const video = h('video', {
    muted: true,
    autoplay: true,
    playsinline: true,
    'webkit-playsinline': true,
    'x5-playsinline': true,
    'x5-video-player-type': 'h5-page',
    'aria-hidden': 'true',
    tabindex: '-1',
  })
  video.muted = true

  const voice = createVoice({
    folder: new URL('h5/voice/', endpoint).href,
    memory,
    given: options.voice,
    isLarge: large,
    context: () => view.context,
  })
  const float = createFloat({
    stylesUrl: new URL('h5/zhenren.css', endpoint).href,
    isLarge: large,
    onClose: () => view.askToLeave(),
    onLanguage: () => {
      words = wordsOf(words.tag === 'en' ? 'zh-CN' : 'en')
      view.refresh(words, view.context.session)
      voice.refresh()
      // The text of the agreement comes from the server, in the language asked for.
      if (view.context.session) void session.open()
    },
    onLarge: voice.setLarge,
    isVoiceOn: voice.isOn,
    onVoice: voice.toggle,
    onTap: voice.tapped,
  })
  const view = createView({
    float,
    video,
    words,
    pageUrl: withoutOauth(location.href),
    finishSoon: true,
    withdraw: () => session.withdraw(),
    dispatch,
  })
  const session = createSessionClient({
    api: createSessionApi(endpoint, () => words.tag),
    bizToken: token,
    memory,
    context: () => view.context,
    onSession: answer => view.refresh(words, answer),
  })
  view.refresh(words, null)

  const end = await new Promise<{ code: OutcomeCode; redirectUrl: string | null }>(resolve => {
    run = createRun({
      endpoint,
      session,
      video,
      view,
      voice,
      onOver: (code, redirectUrl) => resolve({ code, redirectUrl }),
    })
    stopWatching = watchBack({
      onBack: view.askToLeave,
      onHidden: () => {
        voice.setSeen(false)
        dispatch({ type: 'hidden' })
      },
      onSeen: () => voice.setSeen(true),
    })
    run.start()
  })
  voice.hush()
  const goesOn = redirect && end.redirectUrl !== null
  await stopWatching(goesOn)
  float.remove()
  if (end.code === outcomeCodes.passed) memory.forget(token)
  // After the caller heard of it; `replace`, so that "back" does not lead into a finished ceremony.
  if (goesOn && end.redirectUrl) setTimeout(goTo, 0, end.redirectUrl)
  return outcome(end.code)
}

function goTo(url: string): void {
  location.replace(url)
}

function readEndpoint(given: string): URL | null {
  try {
    const url = new URL(given, location.href)
    url.search = ''
    url.hash = ''
    if (!url.pathname.endsWith('/')) url.pathname += '/'
    return /^https?:$/.test(url.protocol) ? url : null
  } catch {
    return null
  }
}
