import { createHmac, createHash } from 'node:crypto'
import type { ClientMessage, ServerMessage } from '../../server/protocol/capture.ts'
import { readPacket, macOffset, type PacketKind } from '../../server/protocol/capturePacket.ts'
import type { Challenge } from '../../server/protocol/challenge.ts'
import type { PhonePorts, SocketEvents } from '../../server/phone/ceremony/ports.ts'
import type { OpenAnswer } from '../../server/protocol/session.ts'
import { smallFrame } from './phoneSupport.ts'

const macKey = Buffer.alloc(32, 7)
const captureId = 'capture-1'

export interface ScriptedServer {
  ports: PhonePorts
  /** Names of the /session calls, in order, with their bodies. */
  calls: { name: string; body: object }[]
  messages: ClientMessage[]
  packets: { kind: PacketKind; captureMs: number; sequence: number; bytes: number }[]
  /** What was wrong with the client's packets; empty when nothing was. */
  faults: string[]
}

/** A server that says yes to everything and plays the socket's part by the book, without a network. */
export function createScriptedServer(
  challenge: Challenge,
  last: ServerMessage,
  open: Partial<OpenAnswer> = {},
): ScriptedServer {
  let session: OpenAnswer = { ...opened, ...open }
  const calls: ScriptedServer['calls'] = []
  const messages: ClientMessage[] = []
  const packets: ScriptedServer['packets'] = []
  const faults: string[] = []
  let mac = createHmac('sha256', macKey).update(captureId).digest()
  /** Pictures and sounds have their own order. */
  const lastMs = { picture: -Infinity, sound: -Infinity }
  let events: SocketEvents | null = null

  const say = (message: ServerMessage): void => void setTimeout(() => events?.onMessage(message), 1)

  function hear(message: ClientMessage): void {
    messages.push(message)
    if (message.type === 'hello') {
      say({
        type: 'welcome',
        version: 1,
        captureId,
        macKey: macKey.toString('base64url'),
        limits: {
          maxPacketBytes: 1 << 20,
          maxPacketsPerSecond: 34,
          frameWidthPx: smallFrame.widthPx,
          frameHeightPx: smallFrame.heightPx,
          frameRate: 15,
          jpegQuality: 0.8,
          stills: 2,
          stillWidthPx: smallFrame.widthPx,
          soundMs: 100,
        },
      })
      say({ type: 'hint', hint: 'good' })
    }
    if (message.type === 'sync') say({ ...message, serverMs: 1_800_000_000_000 })
    if (message.type === 'ready') say({ type: 'challenge', challenge })
    if (message.type === 'finish') {
      if (message.packets !== packets.length) faults.push('wrong number of packets')
      if (message.lastMac !== mac.toString('hex')) faults.push('wrong last MAC')
      say({ type: 'checking' })
      say(last)
    }
  }

  function take(bytes: Uint8Array): void {
    const packet = readPacket(bytes)
    if (!packet) return void faults.push('not a packet')
    const { kind, sequence, captureMs } = packet.header
    if (sequence !== packets.length) faults.push(`sequence ${sequence}`)
    const series = kind === 'sound' ? 'sound' : 'picture'
    if (captureMs <= lastMs[series]) faults.push(`${kind} of ${captureMs} after ${lastMs[series]}`)
    lastMs[series] = captureMs
    mac = createHmac('sha256', macKey)
      .update(bytes.subarray(0, macOffset))
      .update(createHash('sha256').update(packet.payload).digest())
      .update(mac)
      .digest()
    if (!mac.equals(packet.mac)) faults.push(`MAC of ${sequence}`)
    packets.push({ kind, captureMs, sequence, bytes: packet.payload.length })
  }

  return {
    calls,
    messages,
    packets,
    faults,
    ports: {
      async post(name, body) {
        calls.push({ name, body })
        if (name === 'open') return { ok: true, text: JSON.stringify(session) }
        if (name === 'consent')
          session = { ...session, consent: { ...session.consent, givenAt: 1 } }
        if (name === 'openid') session = { ...session, openid: { ...session.openid, proven: true } }
        if (name === 'identity') session = { ...session, identity: known }
        return { ok: true, text: '{}' }
      },
      connect(listener) {
        events = listener
        setTimeout(() => listener.onOpen(), 1)
        return {
          send: hear,
          sendPacket: take,
          close: () => {
            events = null
          },
        }
      },
      encode: async ({ rgb }) => rgb.subarray(0, 64),
      nowMs: () => performance.now(),
      progress: () => undefined,
    },
  }
}

const known = { kind: 'masked', name: '测**', idCard: '1*' } as const

const opened: OpenAnswer = {
  deviceSecret: 's'.repeat(43),
  status: 'init',
  business: 'test',
  purpose: 'test',
  mode: 'light',
  channel: 'h5-native',
  engine: 'own',
  identity: { kind: 'none' },
  consent: {
    version: '2026-11-22',
    hash: 'a'.repeat(64),
    title: '',
    text: '',
    scopes: ['face', 'upload'],
    givenAt: null,
  },
  openid: { needed: true, proven: false, authorizeUrl: null, standIn: true },
  environment: { ok: true },
  demo: true,
  alternative: '',
  flashWarning: true,
  expiresAt: 0,
  serverMs: 0,
}
