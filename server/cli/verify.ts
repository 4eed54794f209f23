import { readConfig } from '../config.ts'
import { loadCalibration } from '../loadCalibration.ts'
import { clipLimits } from '../media/clipLimits.ts'
import { runCommand, UsageError } from './command.ts'
import { readThreshold } from './readThreshold.ts'
import { readBounded } from './verify/readBounded.ts'
import { readTask } from './verify/readTask.ts'
import { verifyPhotoFile } from './verify/verifyPhotoFile.ts'
import { verifyVideoFile } from './verify/verifyVideoFile.ts'

const usage = `npm run verify -- --photo FILE --reference FILE [--threshold SIM]
npm run verify -- --video FILE --reference FILE --mode digit --code 4803
npm run verify -- --video FILE --reference FILE --mode action --actions 2,1
npm run verify -- --video FILE --reference FILE --mode silent
npm run verify -- --video FILE --reference FILE --mode light --challenge FILE

Is the person of one photo, or of a video, the person of the other photo? Of a video: is it a living
person who does what was asked? Prints the explained verdict as JSON: the outcome, Sim (0–100; 70 =
one false match in 1,000, 80 = one in 10,000) and every check with its number and limit. No server, no
database, nothing is stored.

  --photo FILE       the photo to verify (jpg or png), up to 32 MB
  --video FILE       the video to verify (mp4, webm, avi, flv, mpg), up to 8 MB
  --reference FILE   the photo to compare with
  --mode MODE        what the person of the video was asked: digit, action, silent, light or
                     light-digit
  --code DIGITS      digit, light-digit: the four digits that are read aloud
  --actions ORDER    action: 1,2 or 2,1 (1 = open the mouth, 2 = close the eyes)
  --challenge FILE   light, light-digit: what the screen showed, as JSON: hues (8 names), slotMs (8),
                     leadMs, tailMs, and painted: when lead-in, colours, tail and end were painted,
                     ms from the clip's first picture, to within a second
  --threshold SIM    pass at Sim ≥ this (default 70)

Exit code: 0 same person (and alive), 1 not, or a face that cannot be judged, 2 could not run.`

/** Bytes of a photo: more than a camera's largest JPEG; and of a challenge. */
const maxPhotoBytes = 32 * 1024 * 1024
const maxChallengeBytes = 1024 * 1024

await runCommand({
  usage,
  options: {
    photo: { type: 'string' },
    video: { type: 'string' },
    reference: { type: 'string' },
    mode: { type: 'string' },
    code: { type: 'string' },
    actions: { type: 'string' },
    challenge: { type: 'string' },
    threshold: { type: 'string' },
  },
  async run({ photo, video, reference, threshold, ...asked }) {
    if (Boolean(photo) === Boolean(video) || !reference) {
      throw new UsageError('--photo and --reference are both needed, or --video and --reference.')
    }
    if (photo && Object.values(asked).some(value => value !== undefined)) {
      throw new UsageError('--mode, --code, --actions and --challenge go with --video.')
    }
    const simThreshold = readThreshold(threshold)
    const challenge = asked.challenge && (await readText(asked.challenge))
    const task = video ? readTask({ ...asked, challenge }) : null
    const calibration = await loadCalibration(readConfig(process.env).dataDir)
    const common = { reference: await readPhoto(reference), calibration, simThreshold }
    if (task && video) {
      const bytes = await readBounded(video, 'The video', clipLimits.maxInputBytes)
      return await verifyVideoFile({ ...common, video: bytes, task })
    }
    return await verifyPhotoFile({ ...common, photo: await readPhoto(photo ?? '') })
  },
})

function readPhoto(file: string): Promise<Uint8Array> {
  return readBounded(file, 'The photo', maxPhotoBytes)
}

async function readText(file: string): Promise<string> {
  const bytes = await readBounded(file, 'The challenge', maxChallengeBytes)
  return Buffer.from(bytes).toString('utf8')
}
