import { answering, Refusal, type Callbacks } from './answering.ts'
import type { Cut, Script } from './script.ts'

interface RequestOptions {
  url: string
  method?: string
  data?: unknown
  header?: Record<string, string>
  timeout?: number
  dataType?: string
  responseType?: 'text' | 'arraybuffer'
}

interface SocketOptions {
  url: string
  header?: Record<string, string>
  protocols?: string[]
}

const maxSockets = 5

/** wx.request and wx.connectSocket over the page's own fetch and WebSocket: the server is real. */
export function createNetwork(script: Script) {
  const open = new Set<WebSocket>()
  const counts = new Map<Cut, number>()

  function isCut(kind: Cut['kind'], url: string): boolean {
    return script.cuts
      .filter(cut => cut.kind === kind && url.includes(cut.url))
      .map(cut => {
        const count = (counts.get(cut) ?? 0) + 1
        counts.set(cut, count)
        return count === cut.nth
      })
      .includes(true)
  }

  const request = (options: RequestOptions) => {
    const aborter = new AbortController()
    let isAborted = false
    const call = answering<RequestOptions>('request', async ({ url, data, ...rest }) => {
      if (isAborted) throw new Refusal('abort')
      if (isCut('request', url)) throw new Refusal('net::ERR_CONNECTION_RESET', { errno: 600001 })
      const method = (rest.method ?? 'GET').toUpperCase()
      const isText = rest.dataType !== 'other' && rest.responseType !== 'arraybuffer'
      const timer = setTimeout(() => aborter.abort(), rest.timeout ?? 60_000)
      try {
        const response = await fetch(url, {
          method,
          headers: headersOf(rest.header),
          signal: aborter.signal,
          ...(method === 'GET' ? {} : { body: bodyOf(data) }),
        })
        const text = isText ? await response.text() : await response.arrayBuffer()
        return {
          data: rest.dataType === undefined || rest.dataType === 'json' ? parsed(text) : text,
          statusCode: response.status,
          header: Object.fromEntries(response.headers),
        }
      } catch (error) {
        throw aborter.signal.aborted
          ? new Refusal(isAborted ? 'abort' : 'timeout', { errno: 5 })
          : new Refusal(String(error), { errno: 600001 })
      } finally {
        clearTimeout(timer)
      }
    })
    const answer = call(options)
    const task = {
      abort: () => {
        isAborted = true
        aborter.abort()
      },
      onHeadersReceived: () => undefined,
      offHeadersReceived: () => undefined,
    }
    return answer ? Object.assign(answer, task) : task
  }

  function connectSocket({ url, success, fail, complete }: SocketOptions & Callbacks) {
    if (open.size >= maxSockets) {
      const error = { errMsg: 'connectSocket:fail exceed max task count' }
      fail?.(error)
      complete?.(error)
      throw new Error(error.errMsg)
    }
    const socket = new WebSocket(url)
    socket.binaryType = 'arraybuffer'
    open.add(socket)
    const result = { errMsg: 'connectSocket:ok' }
    success?.(result)
    complete?.(result)
    let isBroken = false
    const cut = () => {
      isBroken = true
      socket.dispatchEvent(new CloseEvent('close', { code: 1006, reason: 'abnormal closure' }))
      socket.close()
    }
    if (isCut('socket', url)) setTimeout(cut, 0)
    return {
      send: answering<{ data: string | ArrayBuffer }>('sendSocketMessage', ({ data }) => {
        if (!isBroken && isCut('message', url)) cut()
        if (isBroken || socket.readyState !== WebSocket.OPEN) throw new Refusal('task not found')
        if (typeof data !== 'string' && !(data instanceof ArrayBuffer))
          throw new Refusal('invalid data type')
        socket.send(data)
      }),
      close: answering<{ code?: number; reason?: string }>('closeSocket', ({ code, reason }) => {
        open.delete(socket)
        socket.close(code ?? 1000, reason)
      }),
      onOpen: (listener: (event: object) => void) =>
        socket.addEventListener('open', () => listener({ header: {} })),
      onMessage: (listener: (event: object) => void) =>
        socket.addEventListener('message', ({ data }) => {
          if (!isBroken) listener({ data })
        }),
      onError: (listener: (event: object) => void) =>
        socket.addEventListener('error', () => listener({ errMsg: 'connect error' })),
      onClose: (listener: (event: object) => void) =>
        socket.addEventListener(
          'close',
          ({ code, reason }) => {
            open.delete(socket)
            listener({ code, reason })
          },
          { once: true },
        ),
    }
  }

  return { request, connectSocket }
}

function headersOf(given: Record<string, string> = {}): Headers {
  const headers = new Headers({ 'content-type': 'application/json' })
  for (const [name, value] of Object.entries(given)) headers.set(name, value)
  return headers
}

function bodyOf(data: unknown): BodyInit | null {
  if (data === undefined || data === null) return null
  return typeof data === 'string' || data instanceof ArrayBuffer ? data : JSON.stringify(data)
}

function parsed(text: string | ArrayBuffer): unknown {
  if (typeof text !== 'string') return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
