import { hasDatabase } from '../../openStore.ts'
import { resultCode } from '../../protocol/resultCodes.ts'
import { UsageError } from '../command.ts'
import { onlyName, unknownVerb, withStore, type AdminCommand } from './adminCommand.ts'

/** attempt: why a verification ended as it did (R44). */
export const attemptCommand: AdminCommand = {
  usage: `  attempt show REQUESTID
      the verdict of one call with every check, its number and its limit`,
  async run(request) {
    if (request.verb !== 'show') return unknownVerb(request, ['show'])
    const seq = onlyName(request, 'RequestId')
    // Whoever asks why something happened does not want an installation made.
    if (!(await hasDatabase(request.config)))
      throw new UsageError(
        `There is no database in DATA_DIR ${request.config.dataDir}: is it that server's?`,
      )
    return withStore(request.config, async ({ attempts }) => {
      const attempt = await attempts.findBySeq(seq)
      if (!attempt)
        throw new UsageError(
          `No attempt ${seq} in the database of DATA_DIR ${request.config.dataDir}: is it that server's? Calls refused before a photo was read leave none.`,
        )
      const { zh, en, apiCode } = resultCode(attempt.errCode)
      return { ...attempt, result: apiCode, zh, en }
    })
  },
}
