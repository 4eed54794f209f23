import type { EncodeJpeg, Picture } from '../phone/camera/picture.ts'
import type { Handset } from '../phone/createHandset.ts'
import type { Film, Shot } from './film.ts'

/** A phone whose camera shows a film. */
export interface FilmPlayer {
  handset: Handset
  /** Gives the JPEGs of this handset's pictures; there is nothing in them to encode. */
  encode: EncodeJpeg
}

/**
 * Puts a film in the place of the simulated camera: frames are asked for at the phone's own times
 * and come from the film's nearest ones, each once, so that no camera seems to hang or to loop. When
 * the film is over its last frame stays.
 *
 * @param skipMs of the preview, so that two phones with one film do not send the same first pictures
 */
export function playFilm(film: Film, skipMs = 0): FilmPlayer {
  const jpegs = new WeakMap<Picture, Uint8Array>()
  const rgb = new Uint8Array()
  const picture = (jpeg: Uint8Array): Picture => {
    const made = { rgb, ...film.frameSize }
    jpegs.set(made, jpeg)
    return made
  }
  const preview = createReel(film.preview)
  const frames = createReel(film.frames)
  let firstMs: number | null = null
  let startedMs: number | null = null
  let still = 0
  return {
    handset: {
      situation: film.situation,
      prepare() {},
      ask() {},
      hear: () => new Float32Array(),
      show(_colour, atMs) {
        startedMs ??= atMs
      },
      frame(captureMs) {
        firstMs ??= captureMs
        return picture(
          startedMs === null
            ? preview(skipMs + captureMs - firstMs)
            : frames(captureMs - startedMs),
        )
      },
      still() {
        const jpeg = film.stills[still++]
        if (!jpeg) throw new RangeError(`the film has ${film.stills.length} stills`)
        return picture(jpeg)
      },
    },
    async encode(made) {
      const jpeg = jpegs.get(made)
      if (!jpeg) throw new RangeError('not a picture of this film')
      return jpeg
    },
  }
}

/** @returns gives the shot nearest to a time among those behind the one given last */
function createReel(shots: readonly Shot[]): (atMs: number) => Uint8Array {
  let next = 0
  return atMs => {
    const way = (index: number): number => Math.abs((shots[index]?.atMs ?? Infinity) - atMs)
    while (next < shots.length - 1 && way(next + 1) <= way(next)) next += 1
    const shot = shots[Math.min(next, shots.length - 1)]
    if (!shot) throw new RangeError('the film is empty')
    next += 1
    return shot.jpeg
  }
}
