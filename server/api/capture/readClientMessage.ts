import { z } from 'zod'
import type { ClientMessage } from '../../protocol/capture.ts'
import { deviceSecretShape } from '../../protocol/session.ts'

/** Any finite number: the client's clock has its own zero. */
const clockMs = z.number().min(-1e15).max(1e15)

const message = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('hello'),
    // Any version is read, so that the answer can say that it is not served.
    version: z.int().min(0).max(1_000_000),
    bizToken: z.uuid(),
    deviceSecret: z.string().regex(deviceSecretShape),
    // A newer client may be able to do more than this server knows.
    supports: z.array(z.string().max(32)).max(16),
    camera: z.strictObject({
      label: z.string().max(200),
      facing: z.enum(['user', 'environment', 'unknown']),
      widthPx: z.number().min(0).max(100_000),
      heightPx: z.number().min(0).max(100_000),
      frameRate: z.number().min(0).max(1_000),
    }),
    clockMs,
  }),
  z.strictObject({ type: z.literal('sync'), clockMs }),
  z.strictObject({ type: z.literal('ready'), clockMs }),
  z.strictObject({ type: z.literal('painted'), step: z.int().min(0).max(1_000), clockMs }),
  z.strictObject({
    type: z.literal('finish'),
    packets: z.int().min(0).max(1_000_000),
    lastMac: z.string().regex(/^[0-9a-f]{64}$/),
    clockMs,
  }),
  z.strictObject({ type: z.literal('leave'), reason: z.enum(['hidden', 'cancelled', 'camera']) }),
])

/** One text message of the capture socket; null when it is none. */
export function readClientMessage(text: string): ClientMessage | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  const parsed = message.safeParse(value)
  return parsed.success ? parsed.data : null
}
