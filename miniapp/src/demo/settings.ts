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

export function saveSettings(settings: DemoSettings): void {
  wx.setStorageSync(storageKey, JSON.stringify(settings))
}
