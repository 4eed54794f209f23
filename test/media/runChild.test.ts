import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { runChild } from '../../server/media/runChild.ts'

describe('a media child that is not started', () => {
  it('for its arguments is an error of its own job', async () => {
    const child = runChild({
      entry: new URL('./children/misbehave.ts?sayNothing', import.meta.url),
      args: ['x'.repeat(3_000_000)],
      input: [],
      timeoutMs: 10_000,
      maxOutputBytes: 1000,
      maxResidentBytes: 1e9,
    })
    child.stop()
    await assert.rejects(child.output, { name: 'MediaError', code: 'busy' })
  })

  it('for want of files leaves the server as it was, and the next clip is read', async function () {
    if (process.platform === 'win32') {
      console.log('    SKIPPED: Windows has no ulimit')
      this.skip()
    }
    const script = fileURLToPath(new URL('./children/withoutFiles.ts', import.meta.url))
    const run = [
      '-c',
      'ulimit -n 64 && exec "$@"',
      'sh',
      process.execPath,
      '--import',
      'tsx',
      script,
    ]
    // Sooner than a clip's time is up: no timer is left behind.
    const { stdout } = await promisify(execFile)('sh', run, { timeout: 15_000 })
    assert.deepEqual(JSON.parse(stdout), ['busy', 'brokenMedia'])
  })
})
