/** A verification that stays undecided is asked for so often at most: WeChat counts its calls. */
export const maxAsks = 60
/** A phone asks a moment after WeChat's pages; one that has not asked for so long is not going to. */
export const unaskedMs = 180_000
