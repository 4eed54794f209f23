import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/**
 * A headless Chromium of this machine (`CHROMIUM_PATH`, or a usual place), or null with a visible line
 * when there is none. @throws Error in CI, where a skipped test would go unnoticed
 */
export async function openBrowser(args: readonly string[] = []): Promise<Browser | null> {
  const executablePath = [process.env['CHROMIUM_PATH'], ...places].find(
    place => place !== undefined && existsSync(place),
  )
  if (executablePath === undefined) {
    const line = 'no Chromium found (set CHROMIUM_PATH): the browser tests of h5 do not run'
    if (process.env['CI'] === 'true') throw new Error(line)
    process.stdout.write(`  SKIPPED: ${line}\n`)
    return null
  }
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', ...args],
  })
}
