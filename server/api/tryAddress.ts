import { createServer } from 'node:net'

/**
 * Takes an address and gives it back: one that cannot be had is better told at once than after models
 * and demo were made. Rejects with the system's error.
 */
export async function tryAddress(port: number, host: string): Promise<void> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  await new Promise(resolve => void server.close(resolve))
}
