import type { ServerMessage } from '../capture.ts'

/**
 * One text message of the capture socket; null when it is none. The version was settled in hello and welcome; a
 * type that is not known changes nothing.
 */
export function readServerMessage(data: unknown): ServerMessage | null {
  if (typeof data !== 'string') return null
  try {
    const message: unknown = JSON.parse(data)
    return isMessage(message) ? message : null
  } catch {
    return null
  }
}

function isMessage(value: unknown): value is ServerMessage {
  return typeof value === 'object' && value !== null && 'type' in value
}
