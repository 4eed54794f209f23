/** R28 and tencent-faceid.md §1a: a BizToken can be completed for 7,200 s … */
export const sessionLifetimeMs = 7_200_000

/** … and its result read for 3 × 24 × 3,600 s from its creation; one-shot evidence lives as long. */
export const retentionMs = 3 * 24 * 3_600_000
