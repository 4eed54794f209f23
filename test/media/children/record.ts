import { makeClip } from '../makeClip.ts'
import { greyRecording, type RecordingKind } from '../recordings.ts'

// argv: a kind of recording as JSON; the clip goes to standard output.
const kind: RecordingKind = JSON.parse(process.argv[2]!)
process.stdout.write(await makeClip(greyRecording(kind)))
