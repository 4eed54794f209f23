import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Logger } from 'pino'
import { WebSocketServer, type WebSocket } from 'ws'
import { captureLimits, socketLimits } from '../domain/capture/captureLimits.ts'
import { ApiError } from '../errors.ts'
import type { CaptureConnection, Ceremony } from '../flows/captureCeremony.ts'
import type { Visitor } from '../flows/findForDevice.ts'
import { capturePath } from '../protocol/capture.ts'
import { maxBundleBytes, readBundle, type Bundle } from '../protocol/packetBundle.ts'
import { readClientMessage } from './capture/readClientMessage.ts'
import { readVisitor, type VisitorOptions } from './readVisitor.ts'

/** Time limits of a socket; tests set shorter ones. */
export type SocketTimes = Pick<
  { [Name in keyof typeof socketLimits]: number },
  'helloTimeoutMs' | 'idleTimeoutMs' | 'totalTimeoutMs'
>

interface Deps {
  runCapture: {
    open(connection: CaptureConnection, visitor: Visitor): Ceremony
    stop(): Promise<void>
  }
  /** Pre-check: whether any account lists this origin; the session's own account decides later. */
  knowsOrigin: (origin: string) => Promise<boolean>
  logger: Logger
  options: VisitorOptions
  /** Sockets at a time; more are answered 503. */
  maxSockets?: number
  times?: SocketTimes
}

export interface CaptureSocket {
  /** For the HTTP server's `upgrade` event. */
  readonly handleUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  /** Ends all captures; verdicts under way are still given. */
  readonly close: () => Promise<void>
}

/**
 * The capture socket: takes the upgrade at `capturePath` and guards the transport (origin, sizes,
 * rate, count, bytes, time). What the messages mean is the flow's.
 */
export function createCaptureSocket({
  runCapture,
  knowsOrigin,
  logger,
  options,
  maxSockets = 500,
  times = socketLimits,
}: Deps): CaptureSocket {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    perMessageDeflate: false,
    maxPayload: maxBundleBytes,
  })

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy())
    const path = (request.url ?? '').split('?', 1)[0]
    if (path !== capturePath) return refuse(socket, '404 Not Found')
    const visitor = readVisitor(request, options)
    if (visitor.origin !== null && !(await knowsOrigin(visitor.origin))) {
      return refuse(socket, '403 Forbidden')
    }
    if (server.clients.size >= maxSockets) return refuse(socket, '503 Service Unavailable')
    server.handleUpgrade(request, socket, head, webSocket => serve(webSocket, visitor))
  }

  function serve(webSocket: WebSocket, visitor: Visitor): void {
    const connection: CaptureConnection = {
      send(message) {
        if (webSocket.readyState === webSocket.OPEN) webSocket.send(JSON.stringify(message))
      },
      close(closeCode) {
        stopTimers()
        webSocket.close(closeCode)
      },
    }
    const ceremony = runCapture.open(connection, visitor)
    const guard = createTransportGuard()
    const refuseWith = (code: 'Capture.Idle' | 'Capture.TooLong') => () =>
      ceremony.refuse(new ApiError(code))
    let idleTimer = setTimeout(refuseWith('Capture.Idle'), times.helloTimeoutMs)
    const totalTimer = setTimeout(refuseWith('Capture.TooLong'), times.totalTimeoutMs)
    const stopTimers = () => {
      clearTimeout(idleTimer)
      clearTimeout(totalTimer)
    }
    // Pings do not count as a sign of life: a hidden page's browser still answers them.
    webSocket.on('message', (data, isBinary) => {
      clearTimeout(idleTimer)
      idleTimer = setTimeout(refuseWith('Capture.Idle'), times.idleTimeoutMs)
      const bytes = bytesOf(data)
      const bundle = isBinary ? readBundle(bytes) : { texts: [bytes.toString('utf8')], packets: [] }
      const fault = guard(bytes.length, bundle)
      if (fault) return ceremony.refuse(new ApiError(fault))
      if (!bundle) return ceremony.refuse(new ApiError('Capture.BadMessage'))
      for (const text of bundle.texts) {
        const message = readClientMessage(text)
        if (!message) return ceremony.refuse(new ApiError('Capture.BadMessage'))
        ceremony.onMessage(message)
      }
      for (const packet of bundle.packets) ceremony.onPacket(packet)
    })
    webSocket.on('close', () => {
      stopTimers()
      ceremony.onGone()
    })
    // Broken frames, messages over maxPayload: ws closes with the protocol's own code.
    webSocket.on('error', error => logger.debug({ name: error.name }, 'capture socket broke'))
  }

  return {
    handleUpgrade(request, socket, head) {
      upgrade(request, socket, head).catch((error: unknown) => {
        const name = error instanceof Error ? error.name : typeof error
        logger.error({ name }, 'capture upgrade failed')
        socket.destroy()
      })
    },
    async close() {
      await runCapture.stop()
      for (const client of server.clients) client.terminate()
      server.close()
    },
  }
}

function bytesOf(data: Buffer | ArrayBuffer | Buffer[]): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data)
  return data instanceof ArrayBuffer ? Buffer.from(data) : data
}

type TransportFault = 'Capture.TooBig' | 'Capture.TooMany'

/**
 * Size, count and rate of what one socket sends; null = let it through. A bundle costs what is in it would
 * cost alone.
 */
function createTransportGuard(): (
  sizeBytes: number,
  bundle: Bundle | null,
) => TransportFault | null {
  let totalBytes = 0
  let said = 0
  let tokens: number = socketLimits.packetBurst
  let filledAt = performance.now()
  return (sizeBytes, bundle) => {
    const { texts, packets } = bundle ?? { texts: [], packets: [] }
    totalBytes += sizeBytes
    if (totalBytes > socketLimits.maxTotalBytes) return 'Capture.TooBig'
    if (texts.some(text => Buffer.byteLength(text) > socketLimits.maxTextBytes)) {
      return 'Capture.TooBig'
    }
    said += texts.length
    if (said > socketLimits.maxTexts) return 'Capture.TooMany'
    const now = performance.now()
    const refill = ((now - filledAt) / 1000) * captureLimits.maxPacketsPerSecond
    tokens = Math.min(socketLimits.packetBurst, tokens + refill)
    filledAt = now
    const cost = Math.max(texts.length + packets.length, 1)
    if (tokens < cost) return 'Capture.TooMany'
    tokens -= cost
    return null
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
