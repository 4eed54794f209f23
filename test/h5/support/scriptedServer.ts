import assert from 'node:assert/strict'
import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import Koa from 'koa'
import { WebSocketServer, type WebSocket } from 'ws'
import { createClientFiles } from '../../../server/api/clientFiles.ts'
import { readClientMessage } from '../../../server/api/capture/readClientMessage.ts'
import type {
  CaptureLimits,
  ClientMessage,
  ClientVerdict,
  ServerMessage,
} from '../../../server/protocol/capture.ts'
import { macOffset, readPacket } from '../../../server/protocol/capturePacket.ts'
import type { Challenge, DigitStep, LightStep } from '../../../server/protocol/challenge.ts'
import type { Hint } from '../../../server/protocol/hints.ts'
import type { OpenAnswer, SessionRefusal, StatusAnswer } from '../../../server/protocol/session.ts'

/**
 * A double of our own server, for tests of the client alone: it answers /session and the capture
 * socket as a test wants, checks the packets' chain, and judges nothing. The real server is tested with
 * the real client elsewhere.
 */
export interface Script {
  open: Partial<OpenAnswer>
  /** Answered instead of /session/<name>. */
  refuse: Partial<Record<string, SessionRefusal>>
  status: StatusAnswer
  hints: readonly Hint[]
  /** Colours, digits or both: the kind of the challenge follows from them. */
  steps: readonly (LightStep | DigitStep)[]
  verdicts: ClientVerdict[]
  /** How long "checking" takes, ms. */
  checkingMs: number
  /** Breaks in at `hello`: sends this, then closes with this code. */
  refuseHello: { message: ServerMessage | null; closeCode: number } | null
  /** Drops the connection when this client message comes. */
  dropAt: ClientMessage['type'] | null
}

export interface Seen {
  requests: { name: string; body: Record<string, unknown>; language: string | undefined }[]
  messages: ClientMessage[]
  packets: { kind: string; captureMs: number; payload: Uint8Array }[]
  /** Faults of the chain, sequence or times. */
  faults: string[]
  /** What the page asked for that was not there, and refusals of the CSP. */
  missing: string[]
}

export const limits: CaptureLimits = {
  maxPacketBytes: 512 * 1024,
  maxPacketsPerSecond: 30,
  frameWidthPx: 360,
  frameHeightPx: 480,
  frameRate: 12,
  jpegQuality: 0.8,
  stills: 2,
  stillWidthPx: 480,
  soundMs: 100,
}

const hues = [
  '#ff0000',
  '#00ff00',
  '#0000ff',
  '#ffff00',
  '#00ffff',
  '#ff00ff',
  '#00ff00',
  '#ff0000',
]
export const steps: readonly LightStep[] = [
  { colour: '#808080', durationMs: 500 },
  ...hues.map(colour => ({ colour, durationMs: 360 })),
  { colour: '#808080', durationMs: 300 },
]
export const digitSteps: readonly DigitStep[] = [
  { digit: null, durationMs: 600 },
  ...['4', '8', '0', '2'].map(digit => ({ digit, durationMs: 500 })),
  { digit: null, durationMs: 400 },
]

export const passed: ClientVerdict = { outcome: 'passed', advice: null, redirectUrl: null }

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

export async function startScriptedServer(folder: string, given: Partial<Script> = {}) {
  const script: Script = {
    open: {},
    refuse: {},
    status: { status: 'finished', outcome: 'passed', advice: null, redirectUrl: null },
    hints: ['noFace', 'closer', 'good'],
    steps,
    verdicts: [passed],
    checkingMs: 300,
    refuseHello: null,
    dropAt: null,
    ...given,
  }
  const seen: Seen = { requests: [], messages: [], packets: [], faults: [], missing: [] }
  const bizToken = randomUUID().toUpperCase()
  const sounds = new Koa().use(createClientFiles(await readSounds(folder))).callback()

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const session = /^\/session\/(\w+)$/.exec(pathname)?.[1]
    if (request.method === 'POST' && session) {
      const body: Record<string, unknown> = JSON.parse(await readBody(request))
      const language = request.headers['accept-language']
      seen.requests.push({ name: session, body, language })
      const refusal = script.refuse[session]
      reply(response, refusal ? 403 : 200, refusal ?? sessionAnswer(session, body, language))
      return
    }
    if (request.method === 'POST' && pathname === '/demo/session') {
      reply(response, 200, { bizToken })
      return
    }
    if (pathname.startsWith('/h5/voice/')) {
      await sounds(request, response)
      if (response.statusCode === 404) seen.missing.push(pathname)
      return
    }
    const file = /^\/h5\/([\w.]*)$/.exec(pathname)
    const content =
      file && (await readFile(join(folder, file[1] || 'index.html')).catch(() => null))
    if (!content) {
      seen.missing.push(pathname)
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, {
      'Content-Type': types[extname(file[1] || 'index.html')] ?? 'application/octet-stream',
      // The strictest policy that the client promises to live with.
      'Content-Security-Policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; media-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'",
    })
    response.end(content)
  }

  function sessionAnswer(
    name: string,
    body: Record<string, unknown>,
    language: string | undefined,
  ): unknown {
    const isEnglish = language?.startsWith('en') ?? false
    switch (name) {
      case 'open':
        return { ...openAnswer(isEnglish, body), ...script.open }
      case 'consent':
        return { consentId: 'C-1', givenAt: Date.now() }
      case 'identity':
        return { name: '张*', idCard: '9901**********1237' }
      case 'status':
        return script.status
      default:
        return {}
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      seen.faults.push(String(error))
      response.destroy()
    })
  })
  const sockets = new WebSocketServer({ server, path: '/capture' })
  sockets.on('connection', socket => serve(socket))

  function serve(socket: WebSocket): void {
    const key = randomBytes(32)
    const captureId = randomUUID()
    const say = (message: ServerMessage) => socket.send(JSON.stringify(message))
    const timers: NodeJS.Timeout[] = []
    let lastMac = createHmac('sha256', key).update(captureId).digest()
    let count = 0
    const lastMs = { picture: 0, sound: 0 }
    socket.on('close', () => timers.forEach(clearTimeout))
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      if (isBinary) {
        const packet = readPacket(data)
        if (!packet) {
          seen.faults.push('not a packet')
          return
        }
        const payloadSum = createHash('sha256').update(packet.payload).digest()
        lastMac = createHmac('sha256', key)
          .update(data.subarray(0, macOffset))
          .update(payloadSum)
          .update(lastMac)
          .digest()
        if (!lastMac.equals(packet.mac)) seen.faults.push(`MAC of ${count}`)
        if (packet.header.sequence !== count) seen.faults.push(`sequence ${count}`)
        const { kind, captureMs } = packet.header
        const series = kind === 'sound' ? 'sound' : 'picture'
        if (captureMs <= lastMs[series]) seen.faults.push(`time of ${count}`)
        const isJpeg = packet.payload[0] === 0xff && packet.payload[1] === 0xd8
        if (series === 'picture' && !isJpeg) seen.faults.push('no JPEG')
        lastMs[series] = captureMs
        count += 1
        seen.packets.push({ kind, captureMs, payload: Uint8Array.from(packet.payload) })
        return
      }
      const message = readClientMessage(data.toString())
      if (!message) {
        seen.faults.push(`not understood: ${data.toString()}`)
        return
      }
      seen.messages.push(message)
      if (message.type === script.dropAt) {
        socket.terminate()
        return
      }
      if (message.type === 'hello') {
        if (script.refuseHello) {
          if (script.refuseHello.message) say(script.refuseHello.message)
          socket.close(script.refuseHello.closeCode)
          return
        }
        say({ type: 'welcome', version: 1, captureId, macKey: key.toString('base64url'), limits })
        script.hints.forEach((hint, index) =>
          timers.push(setTimeout(() => say({ type: 'hint', hint }), 200 * index)),
        )
      } else if (message.type === 'sync')
        say({ type: 'sync', clockMs: message.clockMs, serverMs: Date.now() })
      else if (message.type === 'ready')
        say({ type: 'challenge', challenge: challengeOf(script.steps) })
      else if (message.type === 'finish') {
        if (message.packets !== count) seen.faults.push('packets of finish')
        if (message.lastMac !== lastMac.toString('hex')) seen.faults.push('last MAC of finish')
        say({ type: 'checking' })
        timers.push(
          setTimeout(() => {
            const verdict =
              script.verdicts.length > 1 ? script.verdicts.shift() : script.verdicts[0]
            say({ type: 'verdict', verdict: verdict ?? passed })
            socket.close(1000)
          }, script.checkingMs),
        )
      }
    })
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  assert.ok(typeof address === 'object' && address)
  const origin = `http://127.0.0.1:${address.port}`
  return {
    script,
    seen,
    bizToken,
    origin,
    pageUrl: `${origin}/h5/?token=${bizToken}`,
    close: async () => {
      for (const client of sockets.clients) client.terminate()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** The recordings of a built client, as the server has them. */
async function readSounds(folder: string): Promise<Map<string, Buffer>> {
  const names = await readdir(folder, { recursive: true })
  const sounds = names.filter(name => name.endsWith('.mp3'))
  return new Map(
    await Promise.all(
      sounds.map(async name => [name, await readFile(join(folder, name))] as const),
    ),
  )
}

export type ScriptedServer = Awaited<ReturnType<typeof startScriptedServer>>

function challengeOf(steps: Script['steps']): Challenge {
  const rest = { version: 1, challengeId: randomUUID(), lifetimeMs: 60_000 } as const
  const colours = steps.filter(step => 'colour' in step)
  const digits = steps.filter(step => 'digit' in step)
  if (digits.length === 0) return { kind: 'light', steps: colours, ...rest }
  return colours.length === 0
    ? { kind: 'digit', steps: digits, ...rest }
    : { kind: 'light-digit', steps, ...rest }
}

function openAnswer(isEnglish: boolean, body: Record<string, unknown>): OpenAnswer {
  return {
    deviceSecret: typeof body['deviceSecret'] === 'string' ? body['deviceSecret'] : '',
    status: 'init',
    business: isEnglish ? 'Example Bank' : '示例银行',
    purpose: isEnglish ? 'opening of online transfers' : '开通网上转账',
    mode: 'light',
    channel: 'h5-native',
    engine: 'own',
    identity: { kind: 'masked', name: '张*', idCard: '9901**********1237' },
    consent: {
      version: '2026-03-01',
      hash: 'a'.repeat(64),
      title: isEnglish ? 'Agreement on face information' : '人脸信息处理协议',
      text: isEnglish
        ? 'Who: Example Bank.\nHow long: three days.'
        : '处理者：示例银行。目的：开通网上转账，即确认正在操作的是您本人。\n处理内容：您的姓名、身份证号，以及采集时的人脸画面。\n保存期限：自发起核验起三天，加密保存，到期删除。',
      scopes: ['face', 'upload', 'compare', 'store'],
      givenAt: null,
    },
    openid: { needed: false, proven: false, authorizeUrl: null, standIn: false },
    environment: { ok: true },
    demo: false,
    alternative: isEnglish ? 'Go to any branch with your ID card' : '携带身份证到任一网点柜台办理',
    flashWarning: true,
    expiresAt: Date.now() + 7_200_000,
    serverMs: Date.now(),
  }
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(body))
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString()
}
