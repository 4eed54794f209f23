import { answering, Refusal } from './answering.ts'

/** wx.…Storage, kept as JSON in the page's own: it outlives a reload, as WeChat's outlives a restart. */
export function createStorage() {
  const read = (key: string): unknown => {
    const text = localStorage.getItem(key)
    return text === null ? '' : JSON.parse(text)
  }
  const write = (key: string, data: unknown) => localStorage.setItem(key, JSON.stringify(data))
  return {
    getStorageSync: read,
    setStorageSync: write,
    removeStorageSync: (key: string) => localStorage.removeItem(key),
    clearStorageSync: () => localStorage.clear(),
    getStorage: answering<{ key: string }>('getStorage', ({ key }) => {
      if (localStorage.getItem(key) === null) throw new Refusal('data not found')
      return { data: read(key) }
    }),
    setStorage: answering<{ key: string; data: unknown }>('setStorage', ({ key, data }) =>
      write(key, data),
    ),
    removeStorage: answering<{ key: string }>('removeStorage', ({ key }) =>
      localStorage.removeItem(key),
    ),
  }
}
