import { readFile } from 'node:fs/promises'

const everyMs = 200

/**
 * Calls `onExcess` once when a process holds more memory than it may: resident bytes, as Linux's
 * proc(5) tells in `/proc/PID/status`. Other systems tell nothing; there only the time limit holds.
 * @returns stops watching
 */
export function watchMemory(pid: number, maxBytes: number, onExcess: () => void): () => void {
  const timer = setInterval(() => {
    void residentBytes(pid).then(bytes => {
      if (bytes <= maxBytes) return
      clearInterval(timer)
      onExcess()
    })
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}

/** 0 when the system does not tell, or the process is gone. */
async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const [, kb = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? []
  return Number(kb) * 1024
}
