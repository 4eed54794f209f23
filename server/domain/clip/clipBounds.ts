/** What a recorded clip may be; who sends more is told these numbers. */
export const clipBounds = {
  /** From the first picture to the last, s: five times what four digits take (about 6 s). */
  maxSeconds: 30,
  /** Longer side as recorded, px: 4K, the most that phones record without being asked to. */
  maxSidePx: 4096,
  /** Pictures: 120 a second for all of the time. */
  maxPictures: 3600,
} as const
