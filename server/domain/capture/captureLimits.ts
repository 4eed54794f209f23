import type { CaptureLimits } from '../../protocol/capture.ts'

/** Told to the client in `welcome`. */
export const captureLimits: CaptureLimits = {
  // A still of 1080×1440 at quality .9 has some 400 KB.
  maxPacketBytes: 1024 * 1024,
  // Twice the frame rate, the two stills, and the sound.
  maxPacketsPerSecond: 44,
  // liveness.md §1.5: 10–15 frames a second, 240–480 px wide.
  frameWidthPx: 360,
  frameHeightPx: 480,
  frameRate: 15,
  jpegQuality: 0.8,
  stills: 2,
  // tencent-faceid.md §1a: at least 480×640.
  stillWidthPx: 720,
  soundMs: 100,
}

/** What the server allows one socket; each bounds what a hostile client can hold or cost. */
export const socketLimits = {
  /** A text message: the longest is `hello`. */
  maxTextBytes: 4096,
  /** A frame of 480 px with little compression has 80 KB. */
  maxFrameBytes: 200 * 1024,
  /** Longer side of a frame and of a still, px: a small JPEG may unfold to a huge picture. */
  maxFramePx: 1280,
  maxStillPx: 4096,
  /** Some 90 s of frames at full rate. */
  maxTotalBytes: 96 * 1024 * 1024,
  /** Packets that may come at once after the line hung: 5 s of them. */
  packetBurst: 220,
  /** Messages that wait while another is being handled (the database is slow). */
  maxBacklog: 400,
  /** Text messages of one socket: syncs, readies, two dozen painted steps. */
  maxTexts: 400,
  /** Until `hello`. */
  helloTimeoutMs: 5_000,
  /** Between two messages; a page that was hidden sends nothing. */
  idleTimeoutMs: 10_000,
  /** Preview, challenge and verdict. */
  totalTimeoutMs: 180_000,
  /** From the challenge to `finish` (liveness.md §1.5). */
  challengeLifetimeMs: 60_000,
  /**
   * From the challenge to the news of its first step: both have to arrive, and no more. Who makes a
   * performance up has as long, and what frames may be late besides.
   */
  maxStartMs: 10_000,
  /** Frames of one performance that are kept: 20 s, the longest, at twice the full rate. */
  maxKeptFrames: 600,
  /** Hints a second (protocol/hints.ts). */
  hintIntervalMs: 333,
  /** Sound of one performance, ms. */
  maxSoundMs: 60_000,
  /** Sound of one packet, ms. */
  maxSoundPacketMs: 1_000,
  /** For analyses that are still under way at `finish`. */
  settleTimeoutMs: 15_000,
} as const

/** How far the client's times may be from what the clock allows. */
export const clockLimits = {
  /**
   * A capture time cannot lie after its arrival. The offset is known to within the shortest way of a
   * message, which later messages may still beat.
   */
  maxFutureMs: 400,
  /** Frames older than this on arrival come over a line that cannot carry a ceremony (1008). */
  maxLateMs: 10_000,
} as const
