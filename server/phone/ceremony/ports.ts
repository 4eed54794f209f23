import type { ClientMessage, ServerMessage } from '../../protocol/capture.ts'
import type { EncodeJpeg } from '../camera/picture.ts'

/** What the simulated phone needs from where it runs: Node and browsers bring their own. */
export interface PhonePorts {
  /**
   * POST /session/`name` with a JSON body.
   *
   * @returns whether the HTTP status was below 400, and the body
   * @throws when no answer comes back
   */
  post(name: string, body: object): Promise<{ ok: boolean; text: string }>
  /** Opens the capture socket. */
  connect(events: SocketEvents): PhoneSocket
  encode: EncodeJpeg
  /** ms on a clock that never jumps. */
  nowMs(): number
  /** One line for who watches. */
  progress(line: string): void
}

export interface SocketEvents {
  onOpen(): void
  onMessage(message: ServerMessage): void
  onClose(closeCode: number): void
}

/** After `close` no event comes and nothing is sent. */
export interface PhoneSocket {
  send(message: ClientMessage): void
  sendPacket(packet: Uint8Array): void
  close(): void
}
