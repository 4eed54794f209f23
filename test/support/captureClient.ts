import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket, type RawData } from 'ws'
import {
  capturePath,
  captureVersion,
  type ClientMessage,
  type ServerMessage,
} from '../../server/protocol/capture.ts'
import type { PacketKind } from '../../server/protocol/capturePacket.ts'
import { createMacChain, type MacChain } from '../../server/protocol/client/macChain.ts'
import { fakeJpeg, type FakeScene } from './captureFakes.ts'

const textOf = (data: RawData): string => (Buffer.isBuffer(data) ? data.toString() : '')

type Of<Type extends ServerMessage['type']> = Extract<ServerMessage, { type: Type }>

export interface Device {
  bizToken: string
  deviceSecret: string
}

/** One socket, as a test drives it step by step. */
export class CaptureClient {
  readonly socket: WebSocket
  readonly messages: ServerMessage[] = []
  readonly closed: Promise<{ code: number }>
  chain: MacChain | null = null
  #waiters = new Set<() => void>()
  #isClosed = false
  #lastMs = 0
  #n = Math.floor(performance.now() * 1000)

  constructor(url: string, headers: Record<string, string> = {}) {
    this.socket = new WebSocket(`${url.replace('http', 'ws')}${capturePath}`, {
      headers: { 'Accept-Language': 'en', ...headers },
    })
    this.socket.on('error', () => {})
    this.socket.on('message', data => {
      this.messages.push(JSON.parse(textOf(data)))
      for (const wake of this.#waiters) wake()
    })
    this.closed = new Promise(resolve => {
      this.socket.once('close', code => {
        this.#isClosed = true
        for (const wake of this.#waiters) wake()
        resolve({ code })
      })
    })
  }

  async opened(): Promise<this> {
    if (this.socket.readyState !== WebSocket.OPEN) {
      await new Promise<void>((resolve, reject) => {
        this.socket.once('open', resolve)
        this.socket.once('close', () => reject(new Error('closed before it was open')))
      })
    }
    return this
  }

  send(message: ClientMessage | object): void {
    this.socket.send(JSON.stringify(message))
  }

  /** The next message of a type, or one that is there; rejects with the error the server sent. */
  async next<Type extends ServerMessage['type']>(type: Type): Promise<Of<Type>> {
    for (;;) {
      const found = this.messages.find((message): message is Of<Type> => message.type === type)
      if (found) {
        this.messages.splice(this.messages.indexOf(found), 1)
        return found
      }
      const error = this.messages.find(message => message.type === 'error')
      if (error) throw new Error(error.code)
      if (this.#isClosed) throw new Error('closed')
      await new Promise<void>(resolve => {
        const wake = () => {
          this.#waiters.delete(wake)
          resolve()
        }
        this.#waiters.add(wake)
      })
    }
  }

  hello(device: Device, fields: Partial<Extract<ClientMessage, { type: 'hello' }>> = {}): void {
    this.send({
      type: 'hello',
      version: captureVersion,
      ...device,
      supports: ['light@1', 'digit@1', 'light-digit@1'],
      camera: {
        label: 'Front camera',
        facing: 'user',
        widthPx: 720,
        heightPx: 960,
        frameRate: 30,
      },
      clockMs: performance.now(),
      ...fields,
    })
  }

  async greet(device: Device): Promise<Of<'welcome'>> {
    this.hello(device)
    const welcome = await this.next('welcome')
    this.chain = createMacChain(welcome.macKey, welcome.captureId)
    return welcome
  }

  /** Sends one fake picture taken now (or at `captureMs`). */
  picture(
    scene: Partial<FakeScene> = {},
    kind: PacketKind = 'frame',
    captureMs = Math.max(performance.now(), this.#lastMs + 0.01),
  ): void {
    this.#lastMs = captureMs
    const jpeg = fakeJpeg({ n: (this.#n += 1), ...scene })
    this.socket.send(this.chain!.seal(kind, captureMs, jpeg))
  }

  /** Sends `lengthMs` of a tone whose first sample was heard at `captureMs`. */
  sound(captureMs: number, lengthMs: number): void {
    const samples = Int16Array.from({ length: 16 * lengthMs }, (_, at) => 9000 * Math.sin(at / 5))
    this.packet('sound', captureMs, new Uint8Array(samples.buffer))
  }

  packet(kind: PacketKind, captureMs: number, payload: Uint8Array): void {
    this.socket.send(this.chain!.seal(kind, captureMs, payload))
  }

  /** Resolves when the server has handled everything sent so far. */
  async settled(): Promise<void> {
    this.send({ type: 'sync', clockMs: performance.now() })
    await this.next('sync')
  }

  /** A good two seconds of preview, each frame handled before the next is sent. */
  async preview(scene: Partial<FakeScene> = {}): Promise<void> {
    const from = performance.now() - 2_000
    for (let i = 0; i < 12; i += 1) {
      const captureMs = Math.max(from + i * 160 + Math.random(), this.#lastMs + 0.01)
      this.picture(scene, 'frame', captureMs)
      await this.settled()
    }
  }

  async askChallenge(): Promise<Of<'challenge'>> {
    this.send({ type: 'ready', clockMs: performance.now() })
    return await this.next('challenge')
  }

  /** Shows every step and sends frames and stills meanwhile. */
  async perform(
    { challenge }: Of<'challenge'>,
    scene: (i: number) => Partial<FakeScene> = () => ({}),
    stillScene: Partial<FakeScene> = {},
  ): Promise<void> {
    let i = 0
    this.send({ type: 'painted', step: 0, clockMs: performance.now() })
    for (const [step] of challenge.steps.entries()) {
      this.picture(scene(i++))
      if (step < 2) this.picture(stillScene, 'still')
      await sleep(4)
      this.picture(scene(i++))
      this.send({ type: 'painted', step: step + 1, clockMs: performance.now() })
    }
  }

  finish(): void {
    this.send({ type: 'finish', ...this.chain!.summary(), clockMs: performance.now() })
  }

  /** The whole ceremony. */
  async run(
    device: Device,
    scene?: (i: number) => Partial<FakeScene>,
    stillScene?: Partial<FakeScene>,
  ): Promise<Of<'verdict'>['verdict']> {
    await this.opened()
    await this.greet(device)
    await this.preview()
    await this.perform(await this.askChallenge(), scene, stillScene)
    this.finish()
    return (await this.next('verdict')).verdict
  }
}
