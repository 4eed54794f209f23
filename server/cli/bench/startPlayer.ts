import { fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { PlayerOrder, PlayerReport, Stage } from './playerMessages.ts'

export type Played = Extract<PlayerReport, { type: 'played' }>

/** The process that plays ceremonies against a server. */
export interface Player {
  /** Resolves when its films are rendered. */
  ready: Promise<void>
  /** Runs one ceremony per entry, begun so many ms after the first; resolves when all have ended. */
  play(stage: Stage, startsMs: readonly number[]): Promise<Played>
  stop(): void
}

/**
 * Starts the playing process, which renders its films first. `ready` and `play` reject with an Error
 * when it ends or cannot do what it is asked.
 *
 * @param onFilmed films rendered so far
 */
export function startPlayer(
  order: Omit<Extract<PlayerOrder, { type: 'prepare' }>, 'type'>,
  onFilmed: (done: number, total: number) => void,
): Player {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const child = fork(fileURLToPath(new URL('./player.ts', import.meta.url)), {
    execArgv: ['--import', tsx],
    // Standard output is the bench's own.
    stdio: ['ignore', 2, 2, 'ipc'],
  })

  function ask<Type extends PlayerReport['type']>(
    message: PlayerOrder,
    answer: Type,
  ): Promise<Extract<PlayerReport, { type: Type }>> {
    return new Promise((resolve, reject) => {
      const settle = (act: () => void): void => {
        child.off('message', hear)
        child.off('exit', onExit)
        act()
      }
      const onExit = (): void =>
        settle(() => reject(new Error('the process that plays the ceremonies ended')))
      const hear = (report: PlayerReport): void => {
        if (report.type === 'filmed') onFilmed(report.done, report.total)
        if (report.type === 'failed') settle(() => reject(new Error(report.message)))
        if (isOf(report, answer)) settle(() => resolve(report))
      }
      child.on('message', hear)
      child.on('exit', onExit)
      child.send(message)
    })
  }

  const ready = ask({ type: 'prepare', ...order }, 'ready').then(() => undefined)
  // Whoever waits for it is told; who stopped it before that does not want to know.
  ready.catch(() => undefined)
  return {
    ready,
    play: (stage, startsMs) => ask({ type: 'play', stage, startsMs }, 'played'),
    stop() {
      if (child.connected) child.disconnect()
    },
  }
}

function isOf<Type extends PlayerReport['type']>(
  report: PlayerReport,
  type: Type,
): report is Extract<PlayerReport, { type: Type }> {
  return report.type === type
}
