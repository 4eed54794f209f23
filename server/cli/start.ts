import { join } from 'node:path'
import { ConfigError, readConfig } from '../config.ts'
import { startServer } from '../main.ts'

const usage = `npm start

Builds the models once, opens the database under DATA_DIR (default ./data), makes a demo tenant and
listens on HOST:PORT (default 127.0.0.1:3000). No account, no cloud, no other server.

Settings are environment variables; the README has the table. Of note:
  MODE=production      no demo tenant; needs MASTER_KEY_FILE
  DATABASE_URL=…       PostgreSQL instead of the embedded database
  TLS_CERT, TLS_KEY    PEM files, for HTTPS`

/** What to do where the system refuses. */
const cures: Record<string, string> = {
  EADDRINUSE: 'This port is taken: stop the other program, or set PORT to a free one.',
  EACCES: 'Not allowed: choose a PORT above 1023, and a DATA_DIR that you may write to.',
  EADDRNOTAVAIL: 'HOST is no address of this machine.',
  ENOTFOUND: 'HOST is no address of this machine.',
  ECONNREFUSED: 'The database does not answer: is DATABASE_URL right, and the server started?',
  ENOTDIR: 'DATA_DIR is no folder.',
  EEXIST: 'DATA_DIR is no folder.',
}

if (process.argv.includes('--help') || process.argv.includes('-h')) console.log(usage)
else await start()

async function start(): Promise<void> {
  const began = Date.now()
  try {
    const config = readConfig(process.env)
    const server = await startServer(config, { onProgress: line => console.log(line) })
    if (server.madeKeyFile) {
      console.log(`keys: made ${config.masterKeyFile}; without it nothing stored can be read`)
    }
    if (server.demo) {
      console.log(`demo: key, rules and people are in ${join(config.dataDir, 'demo.json')}`)
    }
    console.log(
      `ready: ${server.endpoint} after ${((Date.now() - began) / 1000).toFixed(1)} s, Ctrl-C stops`,
    )
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        console.log('stopping')
        void server.stop().then(() => process.exit(0))
      })
    }
  } catch (error) {
    console.error(explain(error))
    process.exitCode = 2
  }
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message
  if (!(error instanceof Error)) return String(error)
  const advice = 'code' in error && cures[String(error.code)]
  if (advice) return `${advice} (${error.message})`
  return error.cause instanceof Error ? `${error.message}\n${error.cause.message}` : error.message
}
