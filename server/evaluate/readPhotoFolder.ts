import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** A labelled photo: `FOLDER/<person>/<file>`. */
export interface LabelledPhoto {
  person: string
  file: string
}

const photoName = /\.(jpe?g|png)$/i

/** All photos of a folder that has one sub-folder per person, in a stable order. */
export async function readPhotoFolder(folder: string): Promise<LabelledPhoto[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const people = entries
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .toSorted()
  const photos = await Promise.all(
    people.map(async person => {
      const names = await readdir(join(folder, person))
      return names
        .filter(name => photoName.test(name))
        .toSorted()
        .map(name => ({ person, file: join(folder, person, name) }))
    }),
  )
  return photos.flat()
}
