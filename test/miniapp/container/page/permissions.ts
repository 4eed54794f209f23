import { answering, listeners, Refusal } from './answering.ts'
import type { Script } from './script.ts'

const scopes = ['camera', 'record'] as const

/** Privacy guide, permissions in WeChat, permissions of WeChat. */
export function createPermissions(script: Script) {
  let hasAgreed = false
  const needed = listeners<(answer: { event: string }) => void>()
  let isOurs = true
  const known = () =>
    Object.fromEntries(
      scopes
        .filter(scope => script.permissions[scope] !== 'ask')
        .map(scope => [`scope.${scope}`, script.permissions[scope] === 'granted']),
    )
  const visitSettings = () => {
    if (script.grantsInSettings) for (const scope of scopes) script.permissions[scope] = 'granted'
    return { authSetting: known() }
  }

  /** Without a listener WeChat asks with a sheet of its own. */
  const requirePrivacy = async (): Promise<void> => {
    if (hasAgreed) return
    if (isOurs) hasAgreed = script.agreesToPrivacy
    else {
      const { event } = await new Promise<{ event: string }>(needed.call)
      // The answer counts only together with the tap on WeChat's own button.
      if (event !== 'agree') hasAgreed = false
    }
    if (!hasAgreed) throw new Refusal('privacy permission is not authorized', { errno: 103 })
  }

  return {
    /** Of the button with open-type agreePrivacyAuthorization. */
    agree: () => {
      hasAgreed = true
    },
    /** Of the button with open-type openSetting, and of wx.openSetting. */
    visitSettings,
    api: {
      requirePrivacyAuthorize: answering('requirePrivacyAuthorize', requirePrivacy),
      getPrivacySetting: answering('getPrivacySetting', () => ({
        needAuthorization: !hasAgreed,
        privacyContractName: '《小程序隐私保护指引》',
      })),
      onNeedPrivacyAuthorization: (
        listener: (resolve: (answer: { event: string }) => void) => void,
      ) => {
        isOurs = false
        needed.off()
        needed.on(listener)
      },
      openPrivacyContract: answering('openPrivacyContract', () => undefined),
      getSetting: answering('getSetting', () => ({ authSetting: known() })),
      authorize: answering<{ scope: string }>('authorize', async ({ scope }) => {
        const name = scopes.find(each => scope === `scope.${each}`)
        if (!name) throw new Refusal('invalid scope')
        await requirePrivacy()
        if (script.permissions[name] === 'ask') script.permissions[name] = 'granted'
        if (script.permissions[name] === 'denied') throw new Refusal('auth deny')
        // The phone's own question comes first.
        if (script.system[name] === 'denied') throw new Refusal('system permission denied')
      }),
      openSetting: answering('openSetting', visitSettings),
      getAppAuthorizeSetting: () => ({
        cameraAuthorized: script.system.camera,
        microphoneAuthorized: script.system.record,
        notificationAuthorized: 'authorized',
      }),
      openAppAuthorizeSetting: answering('openAppAuthorizeSetting', () => undefined),
    },
  }
}
