import { defineBuiltIns } from './builtIns.ts'
import { createWx } from './createWx.ts'
import type { Log } from './log.ts'
import { openPages, type Pages } from './openPages.ts'
import { defaultScript, type Script } from './script.ts'

/** What a test does and sees, beside the page itself. */
export interface Container {
  script: Script
  wx: Record<string, unknown>
  pages: Pages
  device: ReturnType<typeof createWx>['device']
  camera: ReturnType<typeof createWx>['camera']
  /** verify ids that were handed to wx.requestFacialVerify. */
  verified: readonly string[]
  /** Sound and filming, in order (log.ts). */
  log: Log['lines']
}

declare global {
  interface Window {
    container: Container
    /** Set before this script: what differs from the usual. */
    containerScript?: Partial<Script>
  }
}

const script: Script = { ...structuredClone(defaultScript), ...window.containerScript }
const { wx, camera, device, permissions, verified, log } = createWx(
  window.miniProgram,
  script,
  () => window.container.pages,
)
defineBuiltIns({
  camera,
  agreeToPrivacy: permissions.agree,
  visitSettings: permissions.visitSettings,
})
const container = { script, wx, device, camera, verified, log }
// The first page asks for pages while it is being opened.
const pages = openPages(window.miniProgram, wx)
window.container = { ...container, pages }
pages.open(`/${window.miniProgram.json['app']?.pages?.[0] ?? ''}`)
document.addEventListener('visibilitychange', () => pages.setHidden(document.hidden))
