import { randomUUID } from 'node:crypto'
import { createServer as createPlainServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Duplex } from 'node:stream'
import type Koa from 'koa'
import type { Logger } from 'pino'
import { errorCodes } from '../protocol/errorCodes.ts'

/** Limits of the HTTP server; each bounds what a slow or hostile client can hold. */
export interface HttpServerOptions {
  logger: Logger
  /** PEM; plain HTTP when null. */
  tls?: { cert: string | Buffer; key: string | Buffer } | null
  /** For a whole request; the default lets 12 MiB through a line of 0.8 Mbit/s. */
  requestTimeoutMs?: number
  headersTimeoutMs?: number
  /** Default: longer than the 60 s of common proxies, so that the proxy closes first. */
  keepAliveTimeoutMs?: number
  /** Request line and headers; default: 32 KB of query (GET) and 16 KB for the headers. */
  maxHeaderBytes?: number
  /**
   * At once, capture sockets included. Default: leaves evidence, database and child processes enough of
   * the 4,096 files that Linux allows a process where nobody says otherwise.
   */
  maxConnections?: number
  /** How long `close` waits for requests that are being answered. */
  graceMs?: number
  /** Takes the connections that ask for another protocol; without it they are plain requests. */
  onUpgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
}

/** The application behind a socket. */
export interface HttpServer {
  /** Port 0 takes a free one. Rejects when the address cannot be had. */
  readonly listen: (port: number, host: string) => Promise<{ port: number }>
  /** Stops accepting, lets answers finish for `graceMs`, then cuts what is left. */
  readonly close: () => Promise<void>
}

/** Makes the HTTP server around the application. */
export function createServer(
  app: Koa,
  {
    logger,
    tls = null,
    requestTimeoutMs = 120_000,
    headersTimeoutMs = 15_000,
    keepAliveTimeoutMs = 65_000,
    maxHeaderBytes = 48 * 1024,
    maxConnections = 3000,
    graceMs = 10_000,
    onUpgrade,
  }: HttpServerOptions,
): HttpServer {
  const settings = {
    requestTimeout: requestTimeoutMs,
    headersTimeout: headersTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    maxHeaderSize: maxHeaderBytes,
    // How often Node looks for overdue requests: twice within the shortest time allowed.
    connectionsCheckingInterval: Math.ceil(headersTimeoutMs / 2),
  }
  const handle = app.callback()
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    // While closing, a connection ends with its answer instead of waiting for another request.
    response.once('finish', () => {
      if (!server.listening) setImmediate(() => server.closeIdleConnections())
    })
    void handle(request, response)
  }
  const server = tls
    ? createTlsServer({ ...settings, ...tls }, listener)
    : createPlainServer(settings, listener)
  server.maxConnections = maxConnections
  server.on('drop', () => logger.debug('too many connections'))
  if (onUpgrade) server.on('upgrade', onUpgrade)
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    logger.debug({ code: error.code }, 'not a request')
    answerClientError(error, socket)
  })
  return {
    listen: (port, host) => listen(server, port, host),
    close: () => close(server, graceMs),
  }
}

function listen(server: Server, port: number, host: string): Promise<{ port: number }> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      resolve({ port: typeof address === 'object' && address !== null ? address.port : port })
    })
  })
}

function close(server: Server, graceMs: number): Promise<void> {
  if (!server.listening) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const force = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(error => {
      clearTimeout(force)
      if (error) reject(error)
      else resolve()
    })
    server.closeIdleConnections()
  })
}

/** Answers what never became a request: malformed, too slow, or headers too large. */
function answerClientError(error: NodeJS.ErrnoException, socket: Duplex): void {
  // The parser reports once more for what still arrives; the answer is on its way then.
  if (socket.writableEnded) return
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const [status, body] = describeClientError(error.code ?? '')
  socket.end(
    [
      `HTTP/1.1 ${status}`,
      'Connection: close',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
    // A connection that is closed over unread data is reset, and the answer is lost with it.
    () => setTimeout(() => socket.destroy(), 200).unref(),
  )
}

function describeClientError(code: string): [status: string, body: string] {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW': {
      // An SDK's GET request with too large a query ends here, and SDKs read only status 200.
      const Message = `${errorCodes.RequestSizeLimitExceeded.en} Use POST.`
      const Error = { Code: 'RequestSizeLimitExceeded', Message }
      return ['200 OK', JSON.stringify({ Response: { Error, RequestId: randomUUID() } })]
    }
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return ['408 Request Timeout', JSON.stringify({ error: 'request timeout' })]
    default:
      return ['400 Bad Request', JSON.stringify({ error: 'bad request' })]
  }
}
