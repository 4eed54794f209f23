import { answering, listeners, Refusal } from './answering.ts'
import type { Script } from './script.ts'

const scopes = ['camera', 'record'] as const

/** Privacy guide, permissions in WeChat, permissions of WeChat. */
export function createPermissions(script: Script) {
  let hasAgreed = false
  const needed = listeners<(answer: { event: string }) => void>()
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

  const requirePrivacy = (): void => {
    if (hasAgreed) return
    if (!script.agreesToPrivacy)
      throw new Refusal('privacy permission is not authorized', { errno: 103 })
    hasAgreed = true
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
      onNeedPrivacyAuthorization: needed.on,
      openPrivacyContract: answering('openPrivacyContract', () => undefined),
      getSetting: answering('getSetting', () => ({ authSetting: known() })),
      authorize: answering<{ scope: string }>('authorize', ({ scope }) => {
        const name = scopes.find(each => scope === `scope.${each}`)
        if (!name) throw new Refusal('invalid scope')
        requirePrivacy()
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
