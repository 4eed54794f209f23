import type { FramesReport, PeerTiming } from '../../bench/benchFrames.ts'
import type { ModeTiming } from '../../bench/benchModes.ts'
import type { ModelsReport } from '../../bench/benchModels.ts'
import type { PhotoReport } from '../../bench/benchPhoto.ts'
import type { Rounds } from '../../bench/statistics.ts'
import type { CrowdReport, SessionsReport } from './benchSessions.ts'

/** What the light mode is meant to cost; printed beside what it does cost. */
const aims = {
  /** CPU outside the models of a 240 × 320 frame, ms at most. */
  frameOtherMs: 4,
  /** Times as fast as the peer. */
  frameRatio: 6,
  perSecondPerCore: 2,
  bestPerSecondPerCore: 3,
  /** 95 % of the verdicts on two cores, ms at most. */
  verdictP95Ms: 300,
} as const

export function printModels({ peer, timings }: ModelsReport): void {
  console.log(`\nmodel               ONNX Runtime, 1 thread   ${peer}   ratio`)
  for (const { model, onnxMs, peerMs, ratio } of timings) {
    const own = `${onnxMs.min.toFixed(1)} best, ${onnxMs.median.toFixed(1)} ms`
    const other = `${peerMs.min.toFixed(1)} best, ${peerMs.median.toFixed(1)} ms`
    console.log(
      `${model.padEnd(20)}${own.padEnd(25)}${other.padEnd(peer.length + 3)}${ratio.toFixed(1)}×`,
    )
  }
}

export function printPhoto(report: PhotoReport): void {
  console.log(`
photo verification  ${report.cpuMs.toFixed(1)} ms of CPU (${report.perSecondPerCore.toFixed(1)} per second and core)
                    ${report.wallMs.median.toFixed(1)} ms median, ${report.wallMs.max.toFixed(1)} ms longest
                    ${(100 * report.onnxShare).toFixed(0)} % of it inside ONNX Runtime`)
}

export function printFrames({ peer, timings }: FramesReport): void {
  for (const [index, timing] of timings.entries()) {
    const { widthPx, heightPx, totalMs, inferenceMs, otherMs, faceShare } = timing
    const aim = index === 0 ? `  (aim ≤ ${aims.frameOtherMs})` : ''
    console.log(`
frame ${`${widthPx}×${heightPx}`.padEnd(14)}${rounds(totalMs)} of CPU, JPEG decoding included; ${timing.rounds} rounds of ${timing.frames}
                    ${rounds(inferenceMs)} in the models
                    ${rounds(otherMs)} outside them${aim}
                    ${percent(faceShare)} with a face`)
    const { following, everyFrame } = timing.peer
    const ratioAim = index === 0 ? `, aim ≥ ${aims.frameRatio}×` : ''
    printPeer('detector in every 5th frame', following, ratioAim)
    printPeer('detector in every frame', everyFrame, ratioAim)
  }
  console.log(`                    peer: ${peer}; decodes alike, finds the mesh, samples no light`)
}

function printPeer(how: string, { totalMs, ratio, faceShare }: PeerTiming, aim: string): void {
  console.log(
    `                    ${rounds(totalMs)} peer, ${how}: ${ratio.toFixed(1)}×${aim}; ${percent(faceShare)} with a face`,
  )
}

export function printModes(timings: readonly ModeTiming[]): void {
  console.log('\nmode                CPU of one ceremony            pictures   sound   passed')
  for (const { mode, cpuMs, pictures, soundMs, passed, judged } of timings) {
    const sound = `${(soundMs / 1000).toFixed(1)} s`
    console.log(
      `${mode.padEnd(20)}${`${ms(cpuMs.median)} (best ${ms(cpuMs.min)})`.padEnd(31)}${String(pictures).padStart(8)}${sound.padStart(8)}${`${passed}/${judged}`.padStart(9)}`,
    )
  }
}

export function printSessions(
  sessions: Omit<SessionsReport, 'crowds'>,
  crowds: SessionsReport['crowds'],
): void {
  const { outcomes, codes, perSecondPerCore: rate } = sessions
  const others = Object.keys(codes).length > 0 ? ` ${JSON.stringify(codes)}` : ''
  console.log(`
light ceremony      ${ms(sessions.cpuMs)} of CPU, ${rate?.toFixed(2) ?? '–'} per second and core (aim ≥ ${aims.perSecondPerCore}, best ≥ ${aims.bestPerSecondPerCore}); best round ${ms(sessions.bestCpuMs)}
                    ${sessions.ceremonies} ceremonies: ${outcomes.passed} passed, ${outcomes.retry} try again, ${outcomes.failed} failed, ${outcomes.trouble} no verdict${others}
                    ${sessions.packets} frames and stills each; ${sessions.workers} inference threads;
                    the phones' own process took ${ms(sessions.phonesCpuMs)} of CPU each beside it`)
  printCrowd('one phone alone', crowds.alone)
  printCrowd(`${crowds.together.clients} begun together`, crowds.together)
  printCrowd(`${crowds.spread.clients} begun one by one`, crowds.spread)
  console.log(`                    aim of the verdict: p95 ≤ ${aims.verdictP95Ms} ms on two cores`)
}

function printCrowd(label: string, { verdicts, p50Ms, p95Ms, maxMs, cpuMs }: CrowdReport): void {
  console.log(
    `${label.padEnd(20)}verdict after ${ms(p50Ms)} p50, ${ms(p95Ms)} p95, ${ms(maxMs)} longest of ${verdicts}; ${ms(cpuMs)} of CPU each`,
  )
}

function rounds({ min, median }: Rounds): string {
  return `${median.toFixed(2)} ms (best ${min.toFixed(2)})`
}

function ms(value: number | null): string {
  return value === null ? '–' : `${value.toFixed(0)} ms`
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`
}
