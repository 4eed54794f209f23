import { captureLimits, clockLimits, socketLimits } from '../domain/capture/captureLimits.ts'
import { sampleRate } from '../domain/digit/soundTrack.ts'
import { ApiError } from '../errors.ts'
import type { PacketKind } from '../protocol/capturePacket.ts'
import { needsSound, type Challenge } from '../protocol/challenge.ts'
import type { CaptureMedia } from './captureMedia.ts'
import type { AdmittedPacket } from './packetGate.ts'

/** s16le. */
const maxSoundBytes = (socketLimits.maxSoundMs * 2 * sampleRate) / 1000

/** What may come at this moment: pictures of the preview, then what the challenge asks for. */
export function welcomeKinds(challenge: Challenge | null): readonly PacketKind[] {
  if (!challenge) return ['frame']
  return needsSound(challenge) ? ['frame', 'still', 'sound'] : ['frame', 'still']
}

/**
 * Hands a packet to where it belongs.
 *
 * @param challengeSentMs on the client's clock; null before the challenge
 * @throws ApiError Capture.TooMany
 */
export function keepPacket(
  packet: AdmittedPacket,
  media: CaptureMedia,
  challengeSentMs: number | null,
): void {
  const { frames, stills, soundBytes } = media.counts()
  switch (packet.kind) {
    case 'sound':
      // What did not come is filled with silence: neither may the times tell of too much.
      if (soundBytes >= maxSoundBytes || packet.timeMs > lastSoundMs(challengeSentMs))
        throw new ApiError('Capture.TooMany')
      return media.keepSound(packet)
    case 'still':
      if (stills >= captureLimits.stills) throw new ApiError('Capture.TooMany')
      return media.keepStill(packet)
    case 'frame':
      if (challengeSentMs === null) return media.preview(packet)
      if (frames >= socketLimits.maxKeptFrames) throw new ApiError('Capture.TooMany')
      // Taken before the challenge was known, on its way since: it shows nothing of it.
      if (packet.timeMs >= challengeSentMs - clockLimits.maxFutureMs) media.keepFrame(packet)
      return
    default:
      return packet satisfies never
  }
}

function lastSoundMs(challengeSentMs: number | null): number {
  return (challengeSentMs ?? -Infinity) + socketLimits.maxSoundMs
}
