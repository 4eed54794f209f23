import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

/** One presentation: a picture of a living person, or of an attack of some species. */
export interface Presentation {
  file: string
  /** Null: bona fide. */
  species: string | null
}

const pictureName = /\.(jpe?g|png)$/i

/**
 * The pictures of `FOLDER/bonafide` and `FOLDER/attack/<species>`, sub-folders included, in a stable
 * order. Instead of a folder a text file may list them, one a line: `bonafide PATH` or `attack/SPECIES
 * PATH`, paths relative to the file. @throws Error that says what is missing
 */
export async function readPadFolder(path: string): Promise<Presentation[]> {
  const presentations = (await stat(path)).isDirectory()
    ? await readFolder(path)
    : readList(await readFile(path, 'utf8'), path)
  const attacks = presentations.filter(({ species }) => species !== null).length
  if (attacks === 0 || attacks === presentations.length)
    throw new Error(
      `${path} needs pictures (jpg or png) in bonafide/ and in attack/<species>/; found ${presentations.length - attacks} and ${attacks}`,
    )
  return presentations
}

async function readFolder(folder: string): Promise<Presentation[]> {
  const attacks = join(folder, 'attack')
  const species = await readdir(attacks, { withFileTypes: true }).catch(() => [])
  const found = [await pictures(join(folder, 'bonafide'), null)]
  for (const entry of species
    .filter(each => each.isDirectory())
    .map(each => each.name)
    .toSorted())
    found.push(await pictures(join(attacks, entry), entry))
  return found.flat()
}

async function pictures(folder: string, species: string | null): Promise<Presentation[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  return names
    .filter(name => pictureName.test(name))
    .toSorted()
    .map(name => ({ file: join(folder, name), species }))
}

function readList(text: string, path: string): Presentation[] {
  const lines = text.split(/\r?\n/).filter(line => line.trim() !== '' && !line.startsWith('#'))
  return lines.map(line => {
    const [, label = '', file = ''] = /^\s*(\S+)[\s,]+(.+?)\s*$/.exec(line) ?? []
    const [, species] = /^attack\/(.+?),?$/.exec(label) ?? []
    if (file === '' || (species === undefined && !/^bonafide,?$/.test(label)))
      throw new Error(
        `${path}: ${JSON.stringify(line)} is not "bonafide PATH" or "attack/SPECIES PATH"`,
      )
    return { file: resolve(dirname(path), file), species: species ?? null }
  })
}
