import { playFilm } from '../../bench/playFilm.ts'
import type { Film } from '../../bench/film.ts'
import type { PhonePorts } from '../../phone/ceremony/ports.ts'
import { createSessionCalls, type Visitor } from '../../phone/ceremony/sessionCalls.ts'
import { performCeremony } from '../../phone/ceremonyClient.ts'
import { createPhonePorts } from '../phonePorts.ts'
import type { PlayedCeremony } from './playerMessages.ts'

/** Runs the phone's real client in real time, with a film in the place of its camera. */
export async function playCeremony(
  endpoint: string,
  bizToken: string,
  visitor: Visitor,
  film: Film,
  skipMs: number,
): Promise<PlayedCeremony> {
  const { handset, encode } = playFilm(film, skipMs)
  const times = { finishMs: NaN, verdictMs: NaN, packets: 0 }
  const ports = timed({ ...createPhonePorts(endpoint, () => {}), encode }, times)
  const session = createSessionCalls(ports, bizToken, visitor)
  const end = await performCeremony({ ports, session, handset, frameSize: film.frameSize })
  const { packets } = times
  if (end.kind === 'trouble') {
    return { outcome: 'trouble', code: end.trouble, verdictMs: null, packets }
  }
  const verdictMs = times.verdictMs - times.finishMs
  return { outcome: end.verdict.outcome, code: '', verdictMs, packets }
}

/** Notes when the last message of the phone leaves and when the verdict comes. */
function timed(
  ports: PhonePorts,
  times: { finishMs: number; verdictMs: number; packets: number },
): PhonePorts {
  return {
    ...ports,
    connect(events) {
      const socket = ports.connect({
        ...events,
        onMessage(message) {
          if (message.type === 'verdict') times.verdictMs = performance.now()
          events.onMessage(message)
        },
      })
      return {
        ...socket,
        send(message) {
          if (message.type === 'finish') {
            times.finishMs = performance.now()
            times.packets = message.packets
          }
          socket.send(message)
        },
      }
    },
  }
}
