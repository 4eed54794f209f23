/** Deepest nesting of parameters; the deepest documented request has five levels. */
export const maxDepth = 32

/** Most keys and elements of one request; the largest documented request has about a hundred. */
export const maxValues = 10_000

/** Names that reach into JavaScript's own objects; no parameter is called so. */
export const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])
