import {
  capturePath,
  type ClientMessage,
  type ServerMessage,
} from '../../../../server/protocol/capture.ts'
import { readServerMessage } from '../../../../server/protocol/client/readServerMessage.ts'
import type { Platform } from '../platform/platform.ts'

/** One attempt's connection. */
export interface CaptureSocket {
  send: (message: ClientMessage) => void
  sendBytes: (message: Uint8Array) => void
  /** No event comes after it. */
  close: () => void
}

interface SocketEvents {
  onOpen: () => void
  onMessage: (message: ServerMessage) => void
  onClose: (closeCode: number) => void
}

/** What RFC 6455 §7.4.1 calls a connection that ended without a close frame. */
const abnormal = 1006

/** `endpoint`: where the server is, ending in a slash. */
export function openSocket(wx: Platform, endpoint: string, events: SocketEvents): CaptureSocket {
  let isOurs = true
  let isOpen = false

  function end(closeCode: number): void {
    if (isOurs) events.onClose(closeCode)
    isOurs = false
    isOpen = false
  }

  const url = endpoint.replace(/^http/i, 'ws') + capturePath.slice(1)
  const task = wx.connectSocket({ url, fail: () => end(abnormal) })
  task.onOpen(() => {
    isOpen = isOurs
    if (isOurs) events.onOpen()
  })
  task.onMessage(({ data }) => {
    const message = readServerMessage(data)
    if (isOurs && message) events.onMessage(message)
  })
  task.onClose(({ code }) => end(code))
  task.onError(() => end(abnormal))
  return {
    send: message => {
      if (isOpen) task.send({ data: JSON.stringify(message) })
    },
    sendBytes: message => {
      if (!isOpen) return
      const copy = new Uint8Array(message.length)
      copy.set(message)
      task.send({ data: copy.buffer })
    },
    close: () => {
      if (!isOurs) return
      isOurs = false
      isOpen = false
      task.close({ code: 1000 })
    },
  }
}
