const hop = 160
const margin = 240
/** Power that counts as speech, against that of the loudest 10 ms: −35 dB. */
const quietShare = 10 ** -3.5
const peak = 0.5

/** Speech without the silence around it, 16 kHz, its peak at half of full scale. */
export function trimSpeech(samples: Float32Array): Float32Array {
  const powers = Array.from({ length: Math.floor(samples.length / hop) }, (_, at) =>
    samples.subarray(at * hop, (at + 1) * hop).reduce((sum, value) => sum + value * value, 0),
  )
  const least = quietShare * Math.max(...powers)
  const first = powers.findIndex(power => power > least)
  const last = powers.findLastIndex(power => power > least)
  const kept = samples.slice(Math.max(0, first * hop - margin), (last + 1) * hop + margin)
  const loudest = kept.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6)
  return kept.map(value => (value * peak) / loudest)
}
