import type { FeatureSettings } from './speechFeatures.ts'
import type { SphinxFail } from './sphinxFail.ts'

const largestFile = 10_000

/**
 * Reads `feat.params` and refuses a model that was trained on another front end than the graph's:
 * nothing would tell that its scores mean nothing.
 */
export function readFeatureParameters(
  file: Uint8Array,
  settings: FeatureSettings,
  fail: SphinxFail,
): void {
  if (file.length > largestFile) throw fail(`is longer than ${largestFile} bytes`)
  const words = new TextDecoder().decode(file).split(/\s+/).filter(Boolean)
  const found = new Map<string, string>()
  for (let i = 0; i + 1 < words.length; i += 2) found.set(words[i] ?? '', words[i + 1] ?? '')
  const numbers: [name: string, wanted: number][] = [
    ['-nfilt', settings.melFilters],
    ['-lowerf', settings.lowestHz],
    ['-upperf', settings.highestHz],
    ['-wlen', settings.frame / settings.rateHz],
  ]
  for (const [name, wanted] of numbers) {
    if (Number(found.get(name)) !== wanted) {
      throw fail(`has ${name} ${found.get(name) ?? 'missing'}, not ${wanted}`)
    }
  }
  const texts = {
    '-transform': 'dct',
    '-round_filters': 'no',
    '-remove_dc': 'yes',
    '-feat': '1s_c_d_dd',
    '-svspec': '0-12/13-25/26-38',
    '-agc': 'none',
    '-cmn': 'current',
    '-varnorm': 'no',
  }
  for (const [name, wanted] of Object.entries(texts)) {
    if (found.get(name) !== wanted) {
      throw fail(`has ${name} ${found.get(name) ?? 'missing'}, not ${wanted}`)
    }
  }
}
