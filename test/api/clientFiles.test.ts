import Koa from 'koa'
import request from 'supertest'
import { createClientFiles } from '../../server/api/clientFiles.ts'

describe('the files of the H5 client', () => {
  const app = new Koa()
  const names = ['index.html', 'zhenren.mjs', 'sound.js', 'zhenren.css']
  app.use(createClientFiles(new Map(names.map(name => [name, Buffer.from(name)]))))
  const get = (path: string) => request(app.callback()).get(path)

  it('may be loaded by a host page of another origin, modules and worklets too', async () => {
    for (const name of ['zhenren.mjs', 'sound.js', 'zhenren.css'])
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
})
