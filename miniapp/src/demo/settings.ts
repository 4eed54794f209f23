import type { InitOptions } from '../kit/hostCalls.ts'

/** What the demo remembers between visits. */
export interface DemoSettings {
  endpoint: string
  language: 'zh-CN' | 'en'
  large: boolean
}

const storageKey = 'zhenren.demo'

export function readSettings(): DemoSettings {
  try {
    const stored: Partial<DemoSettings> = JSON.parse(String(wx.getStorageSync(storageKey) || '{}'))
    return {
      endpoint: typeof stored.endpoint === 'string' ? stored.endpoint : 'http://127.0.0.1:3000',
      language: stored.language === 'en' ? 'en' : 'zh-CN',
      large: stored.large === true,
    }
  } catch {
    return { endpoint: 'http://127.0.0.1:3000', language: 'zh-CN', large: false }
  }
}

/** For `init`: the demo's page of the kit. */
export function demoOptions(settings: DemoSettings = readSettings()): InitOptions {
  return { ...settings, pagePath: '/pages/verify/index' }
}

export function saveSettings(settings: DemoSettings): void {
  wx.setStorageSync(storageKey, JSON.stringify(settings))
}
