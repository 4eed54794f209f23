/** A look at what `admin attempt show` says of a verdict. */
interface Explained {
  errCode: number
  checks: { name: string; outcome: string }[]
}

/** Pictures or steps came too late; no other check is any business of the machine's. */
const late = /\.(gapMs|deviationMs|poorSlots)$/

function wasLate(explained: string): boolean {
  const { errCode, checks }: Explained = JSON.parse(explained)
  const failed = checks.filter(({ name, outcome }) => outcome !== 'pass' && name !== 'pad.score')
  return errCode !== 0 && failed.length > 0 && failed.every(({ name }) => late.test(name))
}

/**
 * A ceremony that somebody performs in real time, browser, camera and server on one machine: when it is busy
 * with other things pictures come too late, and the person is asked to try again. So they do, twice at most,
 * and say so. Never for an attack: of those each try counts.
 *
 * @param perform gives what happened, and `why`: the verdict with every check, as JSON
 */
export async function inTime<Run extends { why(): Promise<string> }>(
  perform: () => Promise<Run>,
): Promise<Run> {
  for (let tries = 1; ; tries += 1) {
    const run = await perform()
    const why = await run.why()
    if (tries === 3 || !wasLate(why)) return run
    console.log(`      tries again (${tries} of 2), too late: ${why}`)
  }
}
