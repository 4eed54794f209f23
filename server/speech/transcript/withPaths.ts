type Settings = Record<string, unknown>

/**
 * The same settings with other words where `replace` knows one: names of files, and paths, in the
 * objects within objects of a recogniser's configuration. What gives null stays.
 */
export function withPaths(settings: Settings, replace: (word: string) => string | null): Settings {
  const entries = Object.entries(settings).map(([key, value]): [string, unknown] => {
    if (typeof value === 'string') return [key, replace(value) ?? value]
    return [key, isSettings(value) ? withPaths(value, replace) : value]
  })
  return Object.fromEntries(entries)
}

function isSettings(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
