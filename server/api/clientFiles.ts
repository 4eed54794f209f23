import { createHash } from 'node:crypto'
import { extname } from 'node:path'
import type { Middleware } from 'koa'
import { readRange } from './readRange.ts'

/** The H5 client's files by name (h5/build.ts). */
export type ClientFiles = ReadonlyMap<string, Buffer>

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.mp3': 'audio/mpeg',
}

/** Files that a host page of another origin loads; the pages themselves stay ours. */
const embeddable = new Set(['.js', '.mjs', '.css', '.mp3'])

/** Spoken prompts (h5/voice) go with no version of the client: a phone need not ask for them each time. */
const soundCaching = 'public, max-age=3600'

/**
 * Serves the client under /h5/ out of memory. No script but ours runs on these pages, nobody frames
 * them, and the address with its BizToken is told to no other site.
 */
export function createClientFiles(files: ClientFiles): Middleware {
  const etags = new Map(
    [...files].map(([name, contents]) => [
      name,
      `"${createHash('sha256').update(contents).digest('hex').slice(0, 16)}"`,
    ]),
  )
  return async function clientFiles(ctx, next) {
    if (!ctx.path.startsWith('/h5/') || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) {
      await next()
      return
    }
    const name = ctx.path.slice('/h5/'.length) || 'index.html'
    const contents = files.get(name)
    if (!contents) {
      await next()
      return
    }
    const extension = extname(name)
    const isSound = extension === '.mp3'
    const etag = etags.get(name) ?? ''
    ctx.type = types[extension] ?? 'application/octet-stream'
    ctx.set({
      'Cache-Control': isSound ? soundCaching : 'no-cache',
      ETag: etag,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    })
    if (embeddable.has(extension))
      ctx.set({
        'Cross-Origin-Resource-Policy': 'cross-origin',
        // Modules and worklets are fetched with CORS; these files are the same for everybody.
        'Access-Control-Allow-Origin': '*',
      })
    else {
      ctx.set({
        'Permissions-Policy': 'camera=(self), microphone=(self)',
        'Content-Security-Policy': [
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          // Older WebKit does not count a socket of the same host as 'self'.
          `connect-src 'self' ws://${ctx.host} wss://${ctx.host}`,
          'img-src data: blob:',
          "media-src 'self' blob:",
          "form-action 'none'",
          "frame-ancestors 'none'",
          "base-uri 'none'",
        ].join('; '),
      })
    }
    ctx.status = 200
    if (ctx.fresh) {
      ctx.status = 304
      return
    }
    ctx.body = contents
    // Players of iOS ask for the first two bytes first, and play nothing without an answer to that.
    if (!isSound || ctx.method !== 'GET') return
    ctx.set('Accept-Ranges', 'bytes')
    const isSame = ['', etag].includes(ctx.get('If-Range'))
    const range = isSame ? readRange(ctx.get('Range'), contents.length) : null
    if (range === null) return
    ctx.status = range === 'unsatisfiable' ? 416 : 206
    const part = range === 'unsatisfiable' ? '*' : `${range.first}-${range.last}`
    ctx.set('Content-Range', `bytes ${part}/${contents.length}`)
    ctx.body = range === 'unsatisfiable' ? '' : contents.subarray(range.first, range.last + 1)
  }
}
