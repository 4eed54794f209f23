/** Words with commas between them, in lines for a usage text. @param indent columns before each line */
export function wrapped(words: readonly string[], indent: number, width = 100): string {
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last !== undefined && indent + last.length + 2 + word.length < width) {
      lines[lines.length - 1] = `${last}, ${word}`
    } else lines.push(word)
  }
  return lines.join(`,\n${' '.repeat(indent)}`)
}
