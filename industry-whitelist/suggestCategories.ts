import { normaliseText } from './normaliseText.ts'
import type { CategoryRow, WhitelistVersion } from './types.ts'

const maxSuggestions = 5

/** Below this bigram overlap (Dice, 0–1) a name is not worth showing; containment scores 1. */
const minSimilarity = 0.4

/** The rows whose names come closest to `text`, best first, at most five. Help only, never a match. */
export function suggestCategories(version: WhitelistVersion, text: string): readonly CategoryRow[] {
  const asked = normaliseText(text)
  return version.rows
    .map(row => ({ row, similarity: Math.max(...rowNames(row).map(n => similarity(asked, n))) }))
    .filter(({ similarity }) => similarity >= minSimilarity)
    .toSorted((a, b) => b.similarity - a.similarity)
    .slice(0, maxSuggestions)
    .map(({ row }) => row)
}

function rowNames(row: CategoryRow): string[] {
  const names = [row.category, ...(row.subCategory ? [row.subCategory] : [])]
  return [...names.flatMap(name => [name.zh, name.en]), ...row.aliases].map(normaliseText)
}

function similarity(asked: string, name: string): number {
  const shorter = Math.min(asked.length, name.length)
  // One Han character or two Latin letters occur inside almost anything.
  const isTelling = shorter >= (/^[a-z0-9]+$/.test(name) ? 3 : 2)
  if (isTelling && (asked.includes(name) || name.includes(asked))) return 1
  const [a, b] = [bigrams(asked), bigrams(name)]
  if (a.size + b.size === 0) return 0
  const shared = [...a].filter(pair => b.has(pair)).length
  return (2 * shared) / (a.size + b.size)
}

function bigrams(text: string): Set<string> {
  const letters = Array.from(text)
  return new Set(letters.slice(1).map((letter, index) => `${letters[index]}${letter}`))
}
