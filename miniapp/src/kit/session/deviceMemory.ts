import { canIUse } from '../platform/canIUse.ts'
import type { Platform } from '../platform/platform.ts'
import { toBase64Url } from './toBase64Url.ts'
import { within } from '../platform/within.ts'

/** A verification that this phone took part in, for the person's own list. */
export interface VerificationRecord {
  bizToken: string
  deviceSecret: string
  business: string
  purpose: string
  /** Epoch ms of the last change. */
  atMs: number
  outcome: 'open' | 'passed' | 'failed' | 'withdrawn'
}

/** What this phone remembers of its verifications. */
export interface DeviceMemory {
  /** Proves that this is the device that opened the session (protocol/session.ts); null = none yet. */
  secretOf: (bizToken: string) => Promise<string | null>
  /** Newest first. */
  records: () => VerificationRecord[]
  keep: (record: VerificationRecord) => void
  note: (bizToken: string, outcome: VerificationRecord['outcome'], atMs: number) => void
  /** A made-up account for the demo mode, the same at every visit. */
  standIn: () => string
  /** Whether the person wants to be spoken to; null = never said. */
  voice: () => boolean | null
  keepVoice: (isOn: boolean) => void
}

const recordsKey = 'zhenren.records'
const standInKey = 'zhenren.standIn'
const voiceKey = 'zhenren.voice'
/** What a person may still want to see. */
const maxRecords = 50
/** How long to wait for random numbers, ms. */
const randomMs = 1_000

export function createDeviceMemory(wx: Platform): DeviceMemory {
  function read(): VerificationRecord[] {
    try {
      const text = wx.getStorageSync(recordsKey)
      const stored: unknown = JSON.parse(typeof text === 'string' && text !== '' ? text : '[]')
      return Array.isArray(stored) ? stored.filter(isRecord) : []
    } catch {
      return []
    }
  }

  function write(records: readonly VerificationRecord[]): void {
    try {
      wx.setStorageSync(recordsKey, JSON.stringify(records.slice(0, maxRecords)))
    } catch {
      // A full storage loses the list, not the verification.
    }
  }

  return {
    secretOf: async bizToken =>
      read().find(record => record.bizToken === bizToken)?.deviceSecret ?? randomSecret(wx),
    records: read,
    keep: record =>
      write([record, ...read().filter(({ bizToken }) => bizToken !== record.bizToken)]),
    note: (bizToken, outcome, atMs) =>
      write(
        read().map(record =>
          record.bizToken === bizToken ? Object.assign(record, { outcome, atMs }) : record,
        ),
      ),
    standIn: () => {
      const known = wx.getStorageSync(standInKey)
      if (typeof known === 'string' && known !== '') return known
      // Only the demo's stand-in for an openid: nothing rests on it.
      const made = `demo-${Math.random().toString(36).slice(2, 12)}`
      wx.setStorageSync(standInKey, made)
      return made
    },
    voice: () => {
      try {
        const kept = wx.getStorageSync(voiceKey)
        return kept === 'on' ? true : kept === 'off' ? false : null
      } catch {
        return null
      }
    },
    keepVoice: isOn => {
      try {
        wx.setStorageSync(voiceKey, isOn ? 'on' : 'off')
      } catch {
        // A full storage loses the choice, not the verification.
      }
    },
  }
}

/** One of our own, so that an answer of the server that is lost binds the session all the same. */
async function randomSecret(wx: Platform): Promise<string | null> {
  if (!canIUse(wx, 'getRandomValues')) return null
  const random = await within<{ randomValues: ArrayBuffer }>(randomMs, (success, fail) =>
    wx.getRandomValues({ length: 32, success, fail }),
  )
  return random && random.randomValues.byteLength === 32
    ? toBase64Url(new Uint8Array(random.randomValues))
    : null
}

function isRecord(value: unknown): value is VerificationRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    'bizToken' in value &&
    typeof value.bizToken === 'string' &&
    'deviceSecret' in value &&
    typeof value.deviceSecret === 'string' &&
    'atMs' in value &&
    typeof value.atMs === 'number'
  )
}
