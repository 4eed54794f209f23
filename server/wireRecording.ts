import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createRecordingRouter } from './api/recording/recordingRouter.ts'
import type { Config } from './config.ts'
import { createRecordings } from './flows/recording/createRecordings.ts'
import { openRecordingFolder } from './storage/recordings/recordingFolder.ts'

/** Of the H5 client: served only where volunteers are asked, or may still withdraw. */
export const recordingFiles = ['recording.html', 'recording.css', 'recording.js'] as const

const hourMs = 3_600_000

/**
 * The page for volunteers' voices, with its routes and its purge; null while it is off and nobody was
 * recorded. Once somebody was, withdrawing goes on when the page takes no new volunteers.
 */
export function wireRecording(
  { dataDir, recording, trustProxy }: Pick<Config, 'dataDir' | 'recording' | 'trustProxy'>,
  clock: () => number,
  logger: Parameters<typeof createRecordingRouter>[1]['logger'],
) {
  const folder = join(dataDir, 'recordings')
  if (recording.token === null && !existsSync(folder)) return null
  const recordings = createRecordings({
    recordings: openRecordingFolder(folder),
    ...recording,
    clock,
  })
  return {
    router: createRecordingRouter(recordings, { logger, clock, trustProxy }),
    jobs: [{ name: 'expireRecordings', intervalMs: hourMs, run: recordings.expire }],
  }
}
