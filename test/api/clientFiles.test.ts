import assert from 'node:assert/strict'
import Koa from 'koa'
import request from 'supertest'
import { createClientFiles } from '../../server/api/clientFiles.ts'

describe('the files of the H5 client', () => {
  const app = new Koa()
  const sound = 'voice/zh-CN/closer.mp3'
  const names = ['index.html', 'zhenren.mjs', 'sound.js', 'zhenren.css', sound]
  app.use(createClientFiles(new Map(names.map(name => [name, Buffer.from(name)]))))
  const get = (path: string) => request(app.callback()).get(path)

  it('may be loaded by a host page of another origin, modules and worklets too', async () => {
    for (const name of ['zhenren.mjs', 'sound.js', 'zhenren.css', sound])
      await get(`/h5/${name}`)
        .set('Origin', 'https://bank.example')
        .expect(200)
        .expect('Cross-Origin-Resource-Policy', 'cross-origin')
        .expect('Access-Control-Allow-Origin', '*')
        .expect('X-Content-Type-Options', 'nosniff')
  })

  it('keep the pages to themselves, with camera and microphone', async () => {
    await get('/h5/')
      .expect(200)
      .expect('Permissions-Policy', 'camera=(self), microphone=(self)')
      .expect('Content-Security-Policy', /script-src 'self';.*frame-ancestors 'none'/)
      .expect(({ headers }) => {
        if ('access-control-allow-origin' in headers) throw new Error('pages are not shared')
      })
    await get('/h5/nothing.js').expect(404)
  })

  describe('that are sounds', () => {
    const whole = Buffer.from(sound)
    const ask = (headers: Record<string, string>) => get(`/h5/${sound}`).set(headers)

    it('are played by the pages and kept by phones, which ask whether they are still the same', async () => {
      await get('/h5/').expect('Content-Security-Policy', /media-src 'self' blob:/)
      const { headers, body } = await ask({})
        .expect(200)
        .expect('Content-Type', 'audio/mpeg')
        .expect('Accept-Ranges', 'bytes')
        .expect('Cache-Control', 'public, max-age=3600')
      assert.deepEqual(body, whole)
      await ask({ 'If-None-Match': String(headers['etag']) }).expect(304)
      await ask({ 'If-None-Match': String(headers['etag']), Range: 'bytes=0-1' }).expect(304)
    })

    it('are given by parts, as players of iOS ask for them', async () => {
      const last = whole.length - 1
      for (const [range, first, end] of [
        ['bytes=0-1', 0, 1],
        ['bytes=0-', 0, last],
        [`bytes=5-${last}`, 5, last],
        ['bytes=7-99999', 7, last],
        ['bytes=-4', last - 3, last],
        ['bytes=-99999', 0, last],
      ] as const) {
        const { body, headers } = await ask({ Range: range }).expect(206)
        assert.deepEqual(body, whole.subarray(first, end + 1), range)
        assert.equal(headers['content-range'], `bytes ${first}-${end}/${whole.length}`)
        assert.equal(headers['content-length'], String(end - first + 1))
        assert.equal(headers['content-type'], 'audio/mpeg')
      }
    })

    it('are given whole where the part asked for makes no sense, or is of another recording', async () => {
      for (const Range of ['bytes=5-2', 'bytes=-', 'bytes=a-b', 'bytes=0-1,3-4', 'items=0-1'])
        assert.deepEqual((await ask({ Range }).expect(200)).body, whole, Range)
      const other = await ask({ Range: 'bytes=0-1', 'If-Range': '"other"' }).expect(200)
      assert.deepEqual(other.body, whole)
      const same = { Range: 'bytes=0-1', 'If-Range': String(other.headers['etag']) }
      await ask(same).expect(206)
    })

    it('have an end: what lies beyond it is refused', async () => {
      for (const Range of [`bytes=${whole.length}-`, 'bytes=99999-', 'bytes=-0'])
        await ask({ Range }).expect(416).expect('Content-Range', `bytes */${whole.length}`)
    })

    it('are described by HEAD as a whole', async () => {
      await request(app.callback())
        .head(`/h5/${sound}`)
        .set('Range', 'bytes=0-1')
        .expect(200)
        .expect('Content-Length', String(whole.length))
    })
  })
})
