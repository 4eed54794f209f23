/** What this browser remembers of its verifications. */
export interface DeviceMemory {
  /** The secret that binds the session to this device; made at first use (protocol/session.ts). */
  secretOf: (bizToken: string) => string
  setSecret: (bizToken: string, secret: string) => void
  forget: (bizToken: string) => void
  /** A made-up account for the demo mode, the same at every visit. */
  standIn: () => string
  /** The verification that left for WeChat's OAuth and is expected back. */
  setAway: (bizToken: string | null) => void
  away: () => string | null
  /** Whether the person wants to be spoken to; null = never said. */
  voice: () => boolean | null
  setVoice: (isOn: boolean) => void
}

const secretsKey = 'zhenren.secrets'
const standInKey = 'zhenren.standIn'
const awayKey = 'zhenren.away'
const voiceKey = 'zhenren.voice'
/** Sessions live two hours; a few secrets are enough. */
const maxSecrets = 8

/**
 * On `localStorage`, so that closing the page and coming back is not a second device; in memory where
 * the browser refuses that.
 */
export function createDeviceMemory(): DeviceMemory {
  const fallback = new Map<string, string>()
  const read = (key: string): string | null => {
    try {
      return localStorage.getItem(key) ?? fallback.get(key) ?? null
    } catch {
      return fallback.get(key) ?? null
    }
  }
  const write = (key: string, value: string) => {
    fallback.set(key, value)
    try {
      localStorage.setItem(key, value)
    } catch {
      // Private browsing: the memory of this page has to do.
    }
  }

  function secrets(): [string, string][] {
    try {
      const stored: unknown = JSON.parse(read(secretsKey) ?? '[]')
      return Array.isArray(stored) ? stored.filter(isPair) : []
    } catch {
      return []
    }
  }

  function setSecret(bizToken: string, secret: string): void {
    const others = secrets().filter(([token]) => token !== bizToken)
    write(secretsKey, JSON.stringify([[bizToken, secret], ...others].slice(0, maxSecrets)))
  }

  return {
    secretOf: bizToken => {
      const known = secrets().find(([token]) => token === bizToken)
      if (known) return known[1]
      const secret = randomText(32)
      setSecret(bizToken, secret)
      return secret
    },
    setSecret,
    forget: bizToken =>
      write(secretsKey, JSON.stringify(secrets().filter(([token]) => token !== bizToken))),
    standIn: () => {
      const known = read(standInKey)
      if (known) return known
      const made = `demo-${randomText(12)}`
      write(standInKey, made)
      return made
    },
    setAway: bizToken => write(awayKey, bizToken ?? ''),
    away: () => read(awayKey) || null,
    voice: () => {
      const kept = read(voiceKey)
      return kept === 'on' ? true : kept === 'off' ? false : null
    },
    setVoice: isOn => write(voiceKey, isOn ? 'on' : 'off'),
  }
}

function isPair(value: unknown): value is [string, string] {
  return Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'string'
}

/** Base64url of so many random bytes. */
function randomText(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes))
  return btoa(String.fromCharCode(...random))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '')
}
