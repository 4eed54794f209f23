/**
 * The one door to FFmpeg (node-av: its libraries in the process). Only child processes open it: a
 * decoder that crashes takes its process along.
 */
export * from 'node-av/lib'
export * from 'node-av/constants'

// Node 20 has no Promise.withResolvers; node-av 6.1.1 calls it to read packets and, without it, ends
// the stream with no frame and no error.
if (!('withResolvers' in Promise)) Object.assign(Promise, { withResolvers })

function withResolvers<T>() {
  let resolve!: (value: T | PromiseLike<T>) => void
  let reject!: (reason?: unknown) => void
  const promise = new Promise<T>((onValue, onError) => {
    resolve = onValue
    reject = onError
  })
  return { promise, resolve, reject }
}
