import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cutCode } from '../../domain/recording/cutCode.ts'
import { sampleRate } from '../../domain/digit/soundTrack.ts'
import { toPcm16, writeWav } from '../../domain/writeWav.ts'
import { readWav } from '../../domain/capture/readWav.ts'
import { openRecordingFolder } from '../../storage/recordings/recordingFolder.ts'
import { UsageError } from '../command.ts'
import { onlyName, unknownVerb, type AdminCommand } from './adminCommand.ts'

/** recordings: what volunteers read on the recording page. */
export const recordingsCommand: AdminCommand = {
  usage: `  recordings list                   volunteers of the recording page, and until when they are kept
  recordings cut FOLDER             cuts their codes into FOLDER/<speaker>/<digit>_….wav, as
                                    models/digits/train.py and evaluate digits read them
  recordings remove SPEAKER         erases a volunteer's recordings and agreement`,
  async run(request) {
    const recordings = openRecordingFolder(join(request.config.dataDir, 'recordings'))
    switch (request.verb) {
      case 'list': {
        const speakers = await recordings.list()
        return Promise.all(
          speakers.map(async ({ speakerId, givenAt, eraseAt, version }) => {
            const { length } = await recordings.files(speakerId)
            return { speakerId, givenAt, eraseAt, version, recordings: length }
          }),
        )
      }
      case 'cut':
        return cut(recordings, onlyName(request, 'FOLDER'))
      case 'remove': {
        const speakerId = onlyName(request, 'SPEAKER')
        if (!(await recordings.remove(speakerId)))
          throw new UsageError(`there is no speaker ${speakerId}.`)
        return { removed: speakerId }
      }
      default:
        return unknownVerb(request, ['list', 'cut', 'remove'])
    }
  },
}

async function cut(recordings: ReturnType<typeof openRecordingFolder>, folder: string) {
  const counts = { speakers: 0, recordings: 0, digits: 0, leftOut: 0 }
  for (const { speakerId } of await recordings.list()) {
    const place = join(folder, speakerId)
    await mkdir(place, { recursive: true })
    counts.speakers++
    for (const name of await recordings.files(speakerId)) {
      counts.recordings++
      const sound = readWav(await recordings.read(speakerId, name))
      const code = name.slice(0, 4)
      const words = sound && cutCode(sound.samples, code.length)
      if (!words) {
        counts.leftOut++
        continue
      }
      for (const [at, word] of words.entries()) {
        const file = `${code[at]}_${name.slice(0, -'.wav'.length)}_${at + 1}.wav`
        await writeFile(join(place, file), writeWav(toPcm16(word), sampleRate))
        counts.digits++
      }
    }
  }
  return { folder, ...counts }
}
