/**
 * Progress of long work on standard error, so that standard output stays clean for --json: one line
 * rewritten on a terminal, a line every ten per cent elsewhere.
 */
export function createProgress(label: string, total: number): (done: number) => void {
  const isTerminal = process.stderr.isTTY
  let lastTenth = -1
  return done => {
    const percent = total === 0 ? 100 : Math.floor((100 * done) / total)
    if (isTerminal) {
      process.stderr.write(
        `\r${label} ${done}/${total} (${percent} %)${done === total ? '\n' : ''}`,
      )
      return
    }
    const tenth = Math.floor(percent / 10)
    if (tenth === lastTenth) return
    lastTenth = tenth
    process.stderr.write(`${label} ${done}/${total} (${percent} %)\n`)
  }
}
