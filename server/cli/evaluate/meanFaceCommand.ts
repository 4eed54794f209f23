import { measureMeanFace } from '../../evaluate/measureMeanFace.ts'
import { UsageError } from '../command.ts'
import { encodeJpeg } from '../encodeJpeg.ts'
import { openVision } from '../openVision.ts'
import { createProgress } from '../progress.ts'
import type { EvaluateCommand } from './evaluateCommand.ts'

const seeds = Array.from({ length: 41 }, (_, index) => 300 + index)

/** mean-face: the table of vision/meanFaceNormals.ts, measured anew. */
export const meanFaceCommand: EvaluateCommand = {
  draws: false,
  usage: `  mean-face        measures the shape of a mean face on rendered heads and prints it as
                   server/vision/meanFaceNormals.ts packs it; needed only when the renderer's
                   heads or the face mesh have changed`,
  async run(folder) {
    if (folder) throw new UsageError('evaluate mean-face takes no FOLDER.')
    const vision = await openVision()
    try {
      const onProgress = createProgress('heads', seeds.length)
      const normals = await measureMeanFace({ vision, encode: encodeJpeg, seeds, onProgress })
      const packed = Buffer.from(Int8Array.from(normals, value => Math.round(value * 127)).buffer)
      console.log(packed.toString('base64'))
      return { figures: { heads: seeds.length, packed: packed.toString('base64') } }
    } finally {
      await vision.close()
    }
  },
}
