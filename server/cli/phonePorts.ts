import { WebSocket } from 'ws'
import { capturePath, type ServerMessage } from '../protocol/capture.ts'
import { sessionPath } from '../protocol/session.ts'
import type { PhonePorts } from '../phone/ceremony/ports.ts'
import { encodeJpeg } from './encodeJpeg.ts'

const timeoutMs = 15_000
const userAgent = 'zhenren-phone'

/** The simulated phone on Node: fetch, ws, sharp, standard error. */
export function createPhonePorts(endpoint: string, progress: (line: string) => void): PhonePorts {
  return {
    async post(name, body) {
      const answer = await fetch(new URL(`${sessionPath}/${name}`, endpoint), {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'user-agent': userAgent },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(timeoutMs),
      })
      return { ok: answer.ok, text: await answer.text() }
    },
    connect(events) {
      const url = new URL(capturePath, endpoint)
      url.protocol = url.protocol === 'http:' ? 'ws:' : 'wss:'
      const socket = new WebSocket(url, {
        headers: { 'user-agent': userAgent },
        handshakeTimeout: timeoutMs,
        perMessageDeflate: false,
      })
      let isOurs = true
      socket.on('open', () => isOurs && events.onOpen())
      socket.on('message', (data, isBinary) => {
        if (!isOurs || isBinary || !Buffer.isBuffer(data)) return
        // Checked where it is made; the version was settled in hello and welcome.
        const message: ServerMessage = JSON.parse(data.toString('utf8'))
        events.onMessage(message)
      })
      socket.on('close', closeCode => {
        if (isOurs) events.onClose(closeCode)
        isOurs = false
      })
      // A `close` follows every error.
      socket.on('error', error => isOurs && progress(`socket: ${error.message}`))
      const isOpen = () => isOurs && socket.readyState === socket.OPEN
      return {
        send(message) {
          if (isOpen()) socket.send(JSON.stringify(message))
        },
        sendPacket(packet) {
          if (isOpen()) socket.send(packet)
        },
        close() {
          isOurs = false
          socket.close(1000)
        },
      }
    },
    encode: encodeJpeg,
    nowMs: () => performance.now(),
    progress,
  }
}
