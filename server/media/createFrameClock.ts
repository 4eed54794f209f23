import { AV_NOPTS_VALUE, type Frame, type Stream } from './nodeAv.ts'

/** Ticks of a stream → ms; null where the container says nothing. */
export function createFrameClock({ timeBase: { num, den } }: Stream) {
  const toMs = (ticks: bigint): number => (Number(ticks) * num * 1000) / den
  return {
    /** When the frame begins. */
    startOf({ bestEffortTimestamp: ticks }: Frame): number | null {
      return ticks === AV_NOPTS_VALUE ? null : toMs(ticks)
    },
    /** For how long it stays. */
    durationOf({ duration }: Frame): number | null {
      return duration > 0n ? toMs(duration) : null
    },
  }
}
