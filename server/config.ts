import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import { z } from 'zod'
import { weChatOrigins } from './wechat/weChatOrigins.ts'

const whole = (min: number, max: number, otherwise: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine(value => value >= min && value <= max, `must be between ${min} and ${max}`)
    .default(otherwise)

const flag = z
  .enum(['true', 'false'], 'must be true or false')
  .transform(value => value === 'true')
  .default(false)

const missing = 'names a file that does not exist'
const file = z.string().refine(existsSync, missing)

/** Read by the media's child processes from the environment (server/media/replaceBinary.ts). */
const nodeAvBinary = z
  .string()
  .refine(isAbsolute, { error: 'must be an absolute path', abort: true })
  .refine(existsSync, { error: missing, abort: true })
  .refine(
    name => name.endsWith('.node'),
    'must name a node-av.node built against the FFmpeg of your choice, not the program ffmpeg or a folder',
  )

const origin = z
  .string()
  .regex(/^https?:\/\/[^/\s]+$/, 'must be like https://face.example.com, without a path')

const list = z
  .string()
  .transform(text =>
    text
      .split(',')
      .map(part => part.trim())
      .filter(Boolean),
  )
  .default([])

/** Every variable the server reads; the README's table is held against these names by a test. */
const variables = {
  MODE: z.enum(['demo', 'production'], 'must be demo or production').default('demo'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: whole(0, 65_535, 3000),
  DATA_DIR: z.string().min(1).default('data'),
  DATABASE_URL: z
    .string()
    .regex(
      /^postgres(ql)?:\/\//,
      'must begin with postgres:// (leave it out for the embedded database)',
    )
    .optional(),
  MASTER_KEY_FILE: file.optional(),
  TLS_CERT: file.optional(),
  TLS_KEY: file.optional(),
  PUBLIC_URL: origin.optional(),
  PUBLIC_HOSTS: list,
  TRUST_PROXY: flag,
  STRICT_SERVICE: flag,
  ALLOW_UNSIGNED_PAYLOAD: flag,
  MAX_BODY_MB: whole(1, 64, 12),
  MAX_VIDEO_MB: whole(1, 8, 8),
  WORKERS: whole(1, 64, availableParallelism()),
  WECHAT_API_URL: origin.default(weChatOrigins.apiUrl),
  WECHAT_OPEN_URL: origin.default(weChatOrigins.openUrl),
  FFMPEG_PATH: nodeAvBinary.optional(),
  RECORDING_TOKEN: z
    .string()
    .regex(/^[\w-]{16,128}$/, 'must be 16–128 letters, digits, - or _')
    .optional(),
  RECORDING_BUSINESS: z.string().min(1).max(200).optional(),
  RECORDING_DAYS: whole(1, 1095, 365),
  WHITELIST_VERSION: z.string().min(1).optional(),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'silent'],
      'must be fatal, error, warn, info, debug or silent',
    )
    .default('info'),
} satisfies Record<string, z.ZodType>

export const variableNames = Object.keys(variables)

/** What goes together; asked of the raw values, so that it is reported beside what is wrong alone. */
function findConflicts(given: Record<string, string | undefined>): string[] {
  return [
    ...(Boolean(given['TLS_CERT']) !== Boolean(given['TLS_KEY'])
      ? ['TLS_CERT and TLS_KEY go together: set both or neither']
      : []),
    ...(given['RECORDING_TOKEN'] && !given['RECORDING_BUSINESS']
      ? ['RECORDING_BUSINESS is required with RECORDING_TOKEN: volunteers must know who asks']
      : []),
    ...(given['MODE'] === 'production' && !given['MASTER_KEY_FILE']
      ? [
          'MASTER_KEY_FILE is required when MODE=production; make one with: npm run admin -- key master FILE',
        ]
      : []),
  ]
}

export interface Config {
  mode: 'demo' | 'production'
  host: string
  port: number
  /** Absolute. */
  dataDir: string
  /** postgres:// URL, or null for the embedded database in dataDir. */
  databaseUrl: string | null
  masterKeyFile: string
  tls: { certFile: string; keyFile: string } | null
  /** Address under which people's phones reach this server; null = the one it listens on. */
  publicUrl: string | null
  /** Further host names that clients may have signed (T3), e.g. the name of a reverse proxy. */
  publicHosts: string[]
  trustProxy: boolean
  strictService: boolean
  allowUnsignedPayload: boolean
  maxBodyBytes: number
  /** VideoBase64 of the one-shot actions, characters (R29). */
  maxVideoBase64Bytes: number
  workers: number
  /** Another binary for the media's child processes, which read it from the environment themselves. */
  ffmpegPath: string | null
  /** WeChat's server API, and where pages are sent for OAuth. */
  wechat: { apiUrl: string; openUrl: string }
  /** The page for volunteers' voices: its token (null = off), who asks, and how long it keeps. */
  recording: { token: string | null; business: string; days: number }
  /** Null = the newest list. */
  whitelistVersion: string | null
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'
}

/** DATA_DIR alone, absolute, for commands that touch nothing else of an installation. */
export function readDataDir(env: Record<string, string | undefined>): string {
  return resolve(variables.DATA_DIR.parse(env['DATA_DIR'] || undefined))
}

/** All problems of the environment at once, one line each. */
export class ConfigError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`The environment has ${problems.length} problem(s):\n  ${problems.join('\n  ')}`)
    this.name = 'ConfigError'
    this.problems = problems
  }
}

/** Environment → frozen Config. An empty variable counts as unset. @throws ConfigError */
export function readConfig(env: Record<string, string | undefined>): Readonly<Config> {
  const given = Object.fromEntries(variableNames.map(name => [name, env[name] || undefined]))
  const read = z.object(variables).safeParse(given)
  const problems = [
    ...(read.error?.issues ?? []).map(issue => `${issue.path.join('.')} ${issue.message}`),
    ...findConflicts(given),
  ]
  if (!read.success || problems.length > 0) throw new ConfigError(problems)
  const value = read.data
  const dataDir = resolve(value.DATA_DIR)
  return Object.freeze({
    mode: value.MODE,
    host: value.HOST,
    port: value.PORT,
    dataDir,
    databaseUrl: value.DATABASE_URL ?? null,
    masterKeyFile: value.MASTER_KEY_FILE ?? join(dataDir, 'master-key.json'),
    tls:
      value.TLS_CERT && value.TLS_KEY ? { certFile: value.TLS_CERT, keyFile: value.TLS_KEY } : null,
    publicUrl: value.PUBLIC_URL ?? null,
    publicHosts: value.PUBLIC_HOSTS,
    trustProxy: value.TRUST_PROXY,
    strictService: value.STRICT_SERVICE,
    allowUnsignedPayload: value.ALLOW_UNSIGNED_PAYLOAD,
    maxBodyBytes: value.MAX_BODY_MB * 1024 * 1024,
    maxVideoBase64Bytes: value.MAX_VIDEO_MB * 1024 * 1024,
    workers: value.WORKERS,
    ffmpegPath: value.FFMPEG_PATH ?? null,
    wechat: { apiUrl: value.WECHAT_API_URL, openUrl: value.WECHAT_OPEN_URL },
    recording: {
      token: value.RECORDING_TOKEN ?? null,
      business: value.RECORDING_BUSINESS ?? '',
      days: value.RECORDING_DAYS,
    },
    whitelistVersion: value.WHITELIST_VERSION ?? null,
    logLevel: value.LOG_LEVEL,
  })
}
