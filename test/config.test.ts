import assert from 'node:assert/strict'
import { isAbsolute } from 'node:path'
import { ConfigError, readConfig } from '../server/config.ts'

describe('configuration', () => {
  it('needs nothing for a demo', () => {
    const config = readConfig({})
    assert.equal(config.mode, 'demo')
    assert.equal(config.host, '127.0.0.1')
    assert.equal(config.port, 3000)
    assert.equal(config.databaseUrl, null)
    assert.ok(isAbsolute(config.dataDir))
    assert.ok(Object.isFrozen(config))
  })

  it('asks volunteers only in somebody’s name', () => {
    const token = 'a-token-of-the-page'
    assert.equal(readConfig({}).recording.token, null)
    const env = { RECORDING_TOKEN: token, RECORDING_BUSINESS: 'Example Ltd' }
    assert.deepEqual(readConfig(env).recording, { token, business: 'Example Ltd', days: 365 })
    assert.throws(() => readConfig({ RECORDING_TOKEN: token }), /RECORDING_BUSINESS is required/)
    assert.throws(() => readConfig({ ...env, RECORDING_TOKEN: 'short' }), /RECORDING_TOKEN/)
  })

  it('reports every problem at once', () => {
    const env = {
      MODE: 'production',
      PORT: '70000',
      DATABASE_URL: 'mysql://x',
      TLS_CERT: 'no-such-file.pem',
      TRUST_PROXY: 'yes',
      LOG_LEVEL: 'loud',
    }
    assert.throws(
      () => readConfig(env),
      (error: unknown) => {
        assert.ok(error instanceof ConfigError)
        for (const name of [
          'PORT',
          'DATABASE_URL',
          'TLS_CERT',
          'TRUST_PROXY',
          'LOG_LEVEL',
          'MASTER_KEY_FILE',
        ]) {
          assert.ok(
            error.problems.some(problem => problem.startsWith(name)),
            name,
          )
        }
        return true
      },
    )
  })

  it('wants a master key file in production, and both halves of TLS', () => {
    assert.throws(() => readConfig({ MODE: 'production' }), /MASTER_KEY_FILE/)
    assert.throws(() => readConfig({ TLS_CERT: 'package.json' }), /TLS_KEY/)
  })

  it('wants an addon for another FFmpeg, not the program', () => {
    const problemOf = (path: string) => () => readConfig({ FFMPEG_PATH: path })
    assert.throws(
      problemOf(process.execPath),
      /1 problem.*\n.*FFMPEG_PATH must name a node-av\.node/,
    )
    assert.throws(problemOf('package.json'), /FFMPEG_PATH must be an absolute path/)
    assert.throws(problemOf('/no/node-av.node'), /FFMPEG_PATH names a file that does not exist/)
  })

  it('takes an empty variable for an unset one', () => {
    assert.equal(readConfig({ PORT: '', DATABASE_URL: '' }).port, 3000)
  })
})
