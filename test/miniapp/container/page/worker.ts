import type { Payload } from './payload.ts'

/** wx.createWorker over a worker of the page: the mini program's own worker code, in WeChat's terms. */
export function createWorkerDouble(payload: Payload) {
  return (path: string) => {
    const code = payload.workers[path.replace(/^\//, '')]
    if (code === undefined) throw new Error(`createWorker:fail file not found ${path}`)
    const prelude = `const worker = {
      onMessage: listener => addEventListener('message', ({ data }) => listener(data)),
      postMessage: message => postMessage(message),
    };`
    const url = URL.createObjectURL(new Blob([prelude, code], { type: 'text/javascript' }))
    const worker = new Worker(url)
    return {
      postMessage: (message: object) => worker.postMessage(message),
      onMessage: (listener: (message: object) => void) =>
        worker.addEventListener('message', ({ data }) => listener(data)),
      onError: (listener: (error: object) => void) =>
        worker.addEventListener('error', ({ message }) => listener({ message })),
      onProcessKilled: () => undefined,
      terminate: () => worker.terminate(),
    }
  }
}
