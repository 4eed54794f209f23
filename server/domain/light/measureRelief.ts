import type { CellResponses } from './cellResponses.ts'
import { dot, orthonormal, projectOut } from './orthonormal.ts'
import { reliefModels, type ReliefModels } from './reliefModels.ts'
import { screenIrradiance, type FacePlace } from './screenIrradiance.ts'

/** How the screen's light lay on the face. */
export interface Relief {
  /** Cells that answered clearly enough to count. */
  cells: number
  /** Adjusted shares of the variance that a sheet, a shining display and a face explain, ≤ 1. */
  sheet: number
  display: number
  face: number
  /** Share 0–1 of what the sheet leaves that the face's relief explains. */
  share: number
  /** The same over the cells away from the nose, judged by themselves. */
  rimShare: number
  /** Correlation of what the relief adds with what the screen alone would add to a face, −1–1. */
  along: number
  /** Root mean square of what the relief adds to the sheet, log units, noise taken off. */
  size: number
  /** Its standard error. */
  sizeError: number
  /** What is left over by the face, root mean square, log units. */
  rest: number
  /** What the relief adds over the most that displaced relief adds. */
  rank: number
  /** How the answer goes with the cell's own brightness: 1 as ink and skin do, 0 as glass does. */
  albedo: number
  albedoError: number
  /** Standard deviation of the answer over its mean. */
  spread: number
}

/** Uncertainty of the models themselves, log units: no cell weighs more than this allows. */
const modelError = 0.03
/** Residuals beyond this many of their robust deviations are held back (Huber). */
const huber = 2
/** Where the nose and mouth are, eye distances from between the eyes. */
const [noseSides, noseFrom, noseTo] = [0.42, -0.25, 0.95]

/**
 * Step 5 of liveness.md §1.5, second half: three explanations of the same cells, in the log of the
 * answer (screen light over room light, albedo cancelled):
 *
 * - sheet: a quadratic in the picture plane, a fold down the middle, and a smooth function of the
 *   cell's own brightness, which a camera's curve other than sRGB brings in;
 * - display: the quadratic + one blob of glare − log brightness: glass answers without regard to
 *   the picture that shines through it;
 * - face: the sheet + what only a face has: the screen's light on its relief, the room's light by
 *   its normals. Of the three only this one knows where the nose is.
 *
 * The quadratic is more than the plane of §1.5 and takes the cylinder along; a face holds all that
 * a sheet holds, so shares are adjusted for the columns, and normals displaced over the face must
 * do clearly worse (`rank`), which smooth artefacts of any kind cannot arrange. `rimShare` asks the
 * same without the nose, which could be pushed through a print.
 *
 * The face is tried twice, with the normals of the person's mesh and with a mean face's laid over it;
 * the one that explains more speaks. Each errs in its own way, and a sheet gains nothing by either.
 *
 * @returns null when fewer cells answer than `minCells`
 */
export function measureRelief(
  responses: CellResponses,
  place: FacePlace,
  { minCellT, minCells }: { minCellT: number; minCells: number },
): Relief | null {
  const cells = clearCells(responses, minCellT)
  if (cells.length < minCells) return null
  const reliefs = [responses.normals, responses.meanFaceNormals].map(normals =>
    measureWith(normals, { cells, responses, place }),
  )
  return reliefs.reduce((best, relief) => (relief.share > best.share ? relief : best))
}

function measureWith(
  normals: Float64Array,
  {
    cells,
    responses,
    place,
  }: { cells: readonly number[]; responses: CellResponses; place: FacePlace },
): Relief {
  const response = Float64Array.from(cells, cell => responses.response[cell]!)
  const error = Float64Array.from(cells, (cell, at) => responses.error[cell]! / response[at]!)
  const room = centred(Float64Array.from(cells, cell => Math.log(responses.room[cell]!)))
  const { positions } = responses
  const light = screenIrradiance(positions, normals, place).map(Math.log)
  const models = reliefModels({ cells, positions, normals, light, room })

  const target = response.map(Math.log)
  const plain = error.map(value => 1 / Math.hypot(value, modelError))
  const roots = robust([...models.sheet, ...models.relief], target, plain)
  const weigh = (column: Float64Array): Float64Array => product(column, roots)
  const answers = weigh(target)
  const sheet = orthonormal(models.sheet.map(weigh))
  const relief = orthonormal(models.relief.map(weigh), sheet)

  const unexplained = projectOut(sheet, answers)
  const rest = projectOut(relief, unexplained)
  const total = squaresOf(projectOut(orthonormal(sheet.slice(0, 1)), answers))
  const adjusted = (squares: number, columns: number): number =>
    1 - squares / (cells.length - columns) / (total / (cells.length - 1))
  const freedom = cells.length - sheet.length - relief.length
  const variance = squaresOf(rest) / freedom
  const added = squaresOf(unexplained) - squaresOf(rest)
  const chance = models.displaced.map(columns => {
    const displaced = orthonormal(columns.map(weigh), sheet)
    return squaresOf(unexplained) - squaresOf(projectOut(displaced, unexplained))
  })
  const weightSum = squaresOf(roots)
  const bySheet = squaresOf(unexplained) / (cells.length - sheet.length)
  // What the screen alone would add: a face answers along it, whatever the room adds.
  const screenOnly = projectOut(sheet, weigh(models.relief[0]!))
  const addedPart = unexplained.map((value, at) => value - rest[at]!)
  return {
    cells: cells.length,
    sheet: adjusted(squaresOf(unexplained), sheet.length),
    display: adjusted(displaySquares(models, weigh, answers, weigh(room)), models.plane.length + 1),
    face: adjusted(squaresOf(rest), sheet.length + relief.length),
    share: 1 - variance / bySheet,
    rimShare: rimShare(cells, positions, models, weigh, answers),
    along: dot(screenOnly, addedPart) / Math.sqrt(squaresOf(screenOnly) * added),
    size: Math.sqrt(Math.max(0, added - relief.length * variance) / weightSum),
    sizeError: Math.sqrt((variance * relief.length) / weightSum),
    rest: Math.sqrt(squaresOf(rest) / weightSum),
    rank: added / Math.max(...chance),
    ...albedoOf(models, weigh, answers),
    spread: spreadOf(response),
  }
}

function clearCells(responses: CellResponses, minCellT: number): number[] {
  const { response, error, room, positions, normals, meanFaceNormals } = responses
  const clear: number[] = []
  for (let cell = 0; cell < response.length; cell++) {
    const placed = positions[cell * 3]! + normals[cell * 3]! + meanFaceNormals[cell * 3]!
    if (response[cell]! > minCellT * error[cell]! && room[cell]! > 0 && Number.isFinite(placed))
      clear.push(cell)
  }
  return clear
}

function centred(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.map(value => value - mean)
}

/** Square roots of the weights, with outliers of the fullest model held back. */
function robust(
  columns: readonly Float64Array[],
  target: Float64Array,
  roots: Float64Array,
): Float64Array {
  const basis = orthonormal(columns.map(column => product(column, roots)))
  const sizes = projectOut(basis, product(target, roots)).map(Math.abs)
  const usual = 1.4826 * sizes.toSorted()[sizes.length >> 1]!
  return roots.map(
    (root, at) => root * Math.sqrt(Math.min(1, (huber * usual) / (sizes[at]! + 1e-12))),
  )
}

type Weigh = (column: Float64Array) => Float64Array

/** What is left over with the best place of the glare. */
function displaySquares(
  { plane, blobs }: ReliefModels,
  weigh: Weigh,
  answers: Float64Array,
  room: Float64Array,
): number {
  const flat = orthonormal(plane.map(weigh))
  const mirrored = projectOut(
    flat,
    answers.map((value, at) => value + room[at]!),
  )
  const explained = blobs.map(blob => {
    const [unit] = orthonormal([weigh(blob)], flat)
    return unit ? dot(unit, mirrored) ** 2 : 0
  })
  return squaresOf(mirrored) - Math.max(...explained)
}

/** Coefficient of the log brightness in the fullest model, and its standard error (Frisch–Waugh). */
function albedoOf(
  { sheet, relief }: ReliefModels,
  weigh: Weigh,
  answers: Float64Array,
): { albedo: number; albedoError: number } {
  const others = orthonormal([...sheet.slice(0, -2), sheet.at(-1)!, ...relief].map(weigh))
  const own = projectOut(others, weigh(sheet.at(-2)!))
  const left = projectOut(others, answers)
  const coefficient = dot(own, left) / squaresOf(own)
  const rest = squaresOf(left) - coefficient ** 2 * squaresOf(own)
  const variance = rest / (answers.length - others.length - 1)
  return { albedo: 1 + coefficient, albedoError: Math.sqrt(variance / squaresOf(own)) }
}

/** `share` over the cells beside, above and below the nose; NaN when they are too few. */
function rimShare(
  cells: readonly number[],
  positions: Float64Array,
  models: ReliefModels,
  weigh: Weigh,
  answers: Float64Array,
): number {
  const keep = cells.map(cell => {
    const [x, y] = [positions[cell * 3]!, positions[cell * 3 + 1]!]
    return Math.abs(x) > noseSides || y < noseFrom || y > noseTo
  })
  const only = (column: Float64Array): Float64Array => column.filter((_, at) => keep[at])
  const sheet = orthonormal(models.sheet.map(column => only(weigh(column))))
  const relief = orthonormal(
    models.relief.map(column => only(weigh(column))),
    sheet,
  )
  const unexplained = projectOut(sheet, only(answers))
  const freedom = unexplained.length - sheet.length
  if (freedom < 3 * sheet.length) return NaN
  const rest = squaresOf(projectOut(relief, unexplained)) / (freedom - relief.length)
  return 1 - rest / (squaresOf(unexplained) / freedom)
}

function product(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, at) => value * b[at]!)
}

function squaresOf(values: Float64Array): number {
  return dot(values, values)
}

function spreadOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Math.sqrt(squares / values.length) / mean
}
