import type { Clip } from '../domain/clip/clip.ts'
import { MediaError } from '../domain/mediaError.ts'
import type { ClipLimits } from './clipLimits.ts'
import { createPictureTrack } from './createPictureTrack.ts'
import { createVoiceTrack } from './createVoiceTrack.ts'
import { FFmpegError } from './nodeAv.ts'
import { openContainer } from './openContainer.ts'
import { sniffContainer } from './sniffContainer.ts'

/** A file that lacks so much of what it says to hold was cut off; ends of tracks differ by less. */
const cutOffMs = 1000

/**
 * A recorded clip → its pictures as JPEGs, and its sound; see Clip. Runs in a child process only.
 * @throws MediaError notMedia, noVideo, noFrames, tooLong, tooManyFrames, tooManyPixels, tooLarge,
 * brokenMedia, unavailable
 */
export async function decodeClip(bytes: Buffer, limits: ClipLimits): Promise<Clip> {
  const kind = sniffContainer(bytes)
  if (!kind) throw new MediaError('notMedia', 'no container that is read begins like this')
  try {
    const container = await openContainer(bytes, kind)
    try {
      return await decode(container, limits)
    } finally {
      await container.close()
    }
  } catch (cause) {
    if (!(cause instanceof FFmpegError)) throw cause
    throw new MediaError('brokenMedia', `${kind}: ${cause.message}`, { cause })
  }
}

async function decode(
  container: Awaited<ReturnType<typeof openContainer>>,
  limits: ClipLimits,
): Promise<Clip> {
  const picture = createPictureTrack(container.picture, limits, container)
  const voice = container.sound && createVoiceTrack(container.sound, limits)
  try {
    for await (const packet of container.packets()) {
      if (packet.streamIndex === container.picture.index) picture.add(packet)
      if (packet.streamIndex === container.sound?.index) voice?.add(packet)
    }
    const { originMs, ...pictures } = picture.finish()
    const { hasUnreadSound, claimedMs } = container
    return {
      ...pictures,
      sound: voice?.finish(originMs) ?? null,
      hasUnreadSound,
      isCutOff: claimedMs - pictures.durationMs > cutOffMs,
    }
  } finally {
    picture.free()
    voice?.free()
  }
}
