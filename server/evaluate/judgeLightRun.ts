import type { CaptureVision } from '../domain/capture/captureVision.ts'
import type { LightSecret } from '../domain/light/generateLightChallenge.ts'
import { judgeLight, type LightVerdict } from '../domain/light/judgeLight.ts'
import { lightLimits } from '../domain/light/lightLimits.ts'
import type { LightFrame, PaintTimeline } from '../domain/lightFrame.ts'

/** Frames as a client sends them → the verdict of the shipped judge, without wall clock or server. */
export async function judgeLightRun(
  vision: CaptureVision,
  run: {
    secret: LightSecret
    painted: PaintTimeline
    frames: readonly { timeMs: number; jpeg: Uint8Array }[]
  },
): Promise<{ verdict: LightVerdict; frames: LightFrame[] }> {
  const track = vision.openTrack()
  try {
    const analyses = await Promise.all(
      run.frames.map(({ jpeg, timeMs }) => track.analyse(jpeg, timeMs)),
    )
    const frames = analyses.flatMap(analysis => (analysis.ok ? [analysis.frame] : []))
    const { secret, painted } = run
    return { verdict: judgeLight({ secret, painted, frames }, lightLimits), frames }
  } finally {
    track.close()
  }
}
