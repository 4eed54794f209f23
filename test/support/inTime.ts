/** A look at what `admin attempt show` says of a verdict. */
interface Explained {
  errCode: number
  checks: { name: string; outcome: string }[]
}

/** The verdict itself says that pictures were lost. */
const framesLost = 1008
/** Pictures or steps came too late; no other check is any business of the machine's. */
const late = /\.(gapMs|deviationMs|poorSlots)$/

const mostTries = 5

function wasLate(explained: string): boolean {
  const { errCode, checks }: Explained = JSON.parse(explained)
  if (errCode === 0) return false
  const failed = checks.filter(({ name, outcome }) => outcome !== 'pass' && name !== 'pad.score')
  return (
    errCode === framesLost || (failed.length > 0 && failed.every(({ name }) => late.test(name)))
  )
}

/** Asked to try again: no check refused them. */
function wasDoubted(explained: string): boolean {
  const { errCode, checks }: Explained = JSON.parse(explained)
  return errCode !== 0 && checks.every(({ outcome }) => outcome !== 'fail')
}

/**
 * A ceremony that somebody performs in real time, browser, camera and server on one machine: when it is busy
 * with other things pictures come too late, and the person is asked to try again. So they do, a few times,
 * and say so. A pass is what it ends with, so of an attack each try counts.
 *
 * @param perform gives what happened, and `why`: the verdict with every check, as JSON
 * @param doubts so often a living person is let try again who was asked to for another reason: one in twenty
 * may be (`evaluate -- phone` counts how many), which is too many for a test; who was refused is not
 */
export async function inTime<Run extends { why(): Promise<string> }>(
  perform: () => Promise<Run>,
  { doubts = 0 } = {},
): Promise<Run> {
  let left = doubts
  for (let tries = 1; ; tries += 1) {
    const run = await perform()
    const why = await run.why()
    if (tries === mostTries) return run
    if (wasLate(why)) console.log(`      tries again (${tries}), too late: ${why}`)
    else if (left > 0 && wasDoubted(why)) {
      left -= 1
      console.log(`      tries again (${tries}), in doubt: ${why}`)
    } else return run
  }
}
