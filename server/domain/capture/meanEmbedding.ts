/** Mean direction of unit-norm embeddings, unit norm again; null when there are none. */
export function meanEmbedding(embeddings: readonly Float32Array[]): Float32Array | null {
  const [first] = embeddings
  if (!first) return null
  const sum = new Float32Array(first.length)
  for (const embedding of embeddings) {
    embedding.forEach((value, i) => {
      sum[i] = (sum[i] ?? 0) + value
    })
  }
  const norm = Math.hypot(...sum)
  return norm > 0 ? sum.map(value => value / norm) : null
}
