import { createSoundPackets } from '../../../server/protocol/client/soundPackets.ts'
import type { Microphone } from '../openMicrophone.ts'

/** As in a ceremony: quiet first, then a digit a good second, and time for the last to end, ms. */
const times = { leadMs: 1000, digitMs: 1150, tailMs: 700 } as const

const wait = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))

/** Shows the digits of a code one after the other and gives what was heard meanwhile: s16le, 16 kHz. */
export async function recordCode(
  microphone: Microphone,
  code: string,
  show: (digit: string | null) => void,
): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  const packets = createSoundPackets({ rateHz: microphone.rateHz, soundMs: 100 })
  microphone.listen((samples, arrivedMs) => void packets.push(samples, arrivedMs))
  packets.begin(performance.now(), ({ pcm }) => parts.push(pcm.slice()))
  show(null)
  await wait(times.leadMs)
  for (const digit of code) {
    show(digit)
    await wait(times.digitMs)
  }
  show(null)
  await wait(times.tailMs)
  microphone.listen(null)
  packets.end()
  return new Blob(parts, { type: 'application/octet-stream' })
}
