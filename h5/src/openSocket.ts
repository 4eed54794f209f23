import {
  capturePath,
  type ClientMessage,
  type ServerMessage,
} from '../../server/protocol/capture.ts'
import { readServerMessage } from '../../server/protocol/client/readServerMessage.ts'

/** One attempt's connection. */
export interface CaptureSocket {
  send: (message: ClientMessage) => void
  sendPacket: (packet: Uint8Array) => void
  /** Bytes handed over and not yet on the wire. */
  buffered: () => number
  /** No event comes after it. */
  close: () => void
}

interface SocketEvents {
  onOpen: () => void
  onMessage: (message: ServerMessage) => void
  onClose: (closeCode: number) => void
}

/** `endpoint`: where the server is, ending in a slash. */
export function openSocket(endpoint: URL, events: SocketEvents): CaptureSocket {
  const url = new URL(`.${capturePath}`, endpoint)
  url.protocol = url.protocol === 'http:' ? 'ws:' : 'wss:'
  const socket = new WebSocket(url.href)
  socket.binaryType = 'arraybuffer'
  let isOurs = true
  socket.addEventListener('open', () => {
    if (isOurs) events.onOpen()
  })
  socket.addEventListener('message', event => {
    const message = readServerMessage(event.data)
    if (isOurs && message) events.onMessage(message)
  })
  socket.addEventListener('close', event => {
    if (isOurs) events.onClose(event.code)
    isOurs = false
  })
  const isOpen = () => socket.readyState === WebSocket.OPEN
  return {
    send: message => {
      if (isOpen()) socket.send(JSON.stringify(message))
    },
    sendPacket: packet => {
      if (isOpen()) socket.send(new Uint8Array(packet))
    },
    buffered: () => socket.bufferedAmount,
    close: () => {
      isOurs = false
      socket.close(1000)
    },
  }
}
