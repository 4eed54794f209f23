import type { VerificationResult } from '../../flows/readResult.ts'
import type { ReadVideo } from '../../flows/readVideo.ts'
import type { InfoBlocks } from './readInfoType.ts'

/**
 * The video block's base64 (mp4, at most 8M); null when it was not asked for, or there is none. Where
 * nothing else was asked for that can hold anything (there never is an ID card), a video that cannot be
 * made is an error.
 */
export async function readVideoBlock(
  readVideo: ReadVideo,
  result: VerificationResult,
  blocks: InfoBlocks,
): Promise<string | null> {
  if (!blocks.videoData) return null
  const video = await readVideo(result, { isAlone: !blocks.text && !blocks.bestFrame })
  return video && Buffer.from(video.buffer, video.byteOffset, video.length).toString('base64')
}
