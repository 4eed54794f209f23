import { createVerification } from '../../../miniapp/src/kit/createVerification.ts'
import type { View } from '../../../miniapp/src/kit/view.ts'
import type { OutcomeCode } from '../../../server/protocol/client/outcomeCodes.ts'
import { fastTime } from './fastTime.ts'
import type { PhoneDouble } from './phoneDouble.ts'

interface PageOptions {
  capture?: 'auto' | 'record'
  /** The page's camera component never says that it is ready. */
  isSilent?: boolean
  voice?: boolean | null
}

/** A person in front of the kit's page on that phone. */
export function personAt(
  phone: PhoneDouble,
  { capture = 'auto', isSilent, voice = false }: PageOptions = {},
) {
  const state: { view: View | null; code: OutcomeCode | null; keys: string[]; grounds: string[] } =
    {
      view: null,
      code: null,
      keys: [],
      grounds: [],
    }
  let hasCamera = false
  const verification = createVerification({
    wx: phone.wx,
    options: {
      token: 'token-1',
      endpoint: 'https://id.example.com/',
      language: 'zh-CN',
      large: false,
      voice,
      capture,
      workerPath: 'workers/jpeg.js',
    },
    show: (view, painted) => {
      state.view = view
      const key = view.stage ? view.stage.look : view.key
      if (state.keys[state.keys.length - 1] !== key) state.keys.push(key)
      if (view.stage?.ground) state.grounds.push(`${view.stage.ground} ${phone.brightness.value}`)
      const isOn = view.stage?.isCameraOn === true
      if (isOn && !hasCamera && !isSilent) setTimeout(() => verification.cameraReady(), 50)
      hasCamera = isOn
      if (painted) setTimeout(painted, 10)
    },
    onOver: code => {
      state.code = code
    },
  })

  async function until(isThere: () => boolean, what: string): Promise<void> {
    for (let turn = 0; turn < 3000; turn += 1) {
      if (isThere()) return
      await fastTime.run(20)
    }
    throw new Error(`${what} never came; on screen: ${state.keys.join(' → ')}`)
  }

  const sees = (key: string) =>
    until(() => (state.view?.stage ? state.view.stage.look : state.view?.key) === key, key)

  return {
    state,
    verification,
    until,
    sees,
    /** Up to the page with the tips, consenting on the way. */
    agrees: async () => {
      verification.start()
      await sees('consent')
      verification.check('agree', true)
      verification.act('submit')
      await sees('tips')
    },
  }
}
