import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { buildWorkers } from './buildWorkers.mts'

/** `taro build` for the pages, esbuild for the worker: miniapp/dist, which WeChat DevTools opens. */
const folder = fileURLToPath(new URL('.', import.meta.url))
const { status } = spawnSync('taro', ['build', '--type', 'weapp'], {
  cwd: folder,
  stdio: 'inherit',
  shell: process.platform === 'win32',
})
if (status === 0) await buildWorkers(fileURLToPath(new URL('dist/workers', import.meta.url)))
process.exitCode = status ?? 1
