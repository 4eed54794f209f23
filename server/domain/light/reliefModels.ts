import { gridSide } from '../lightFrame.ts'

/** Columns of the competing explanations of log answer, one value a cell. */
export interface ReliefModels {
  /** Quadratic in the picture plane: any plane, any cylinder, fall-off. The first is constant. */
  plane: Float64Array[]
  /** The plane, a fold down the middle, and the cell's own brightness (the last two columns). */
  sheet: Float64Array[]
  /** Alternative single columns for a blob of glare. */
  blobs: Float64Array[]
  /** What a face adds to a sheet: the screen on its relief, and the room by its normals. */
  relief: Float64Array[]
  /** The same taken from displaced places: what chance and smooth artefacts would add. */
  displaced: Float64Array[][]
}

/** What the models are made of. */
export interface ReliefGrounds {
  /** Cells to describe. */
  cells: readonly number[]
  positions: Float64Array
  normals: Float64Array
  /** Log light of the screen, one a cell of the whole grid. */
  light: Float64Array
  /** Log brightness by room light, centred, one for each of `cells`. */
  room: Float64Array
}

export function reliefModels({
  cells,
  positions,
  normals,
  light,
  room,
}: ReliefGrounds): ReliefModels {
  const column = (valueOf: (at: number) => number): Float64Array => {
    const values = new Float64Array(cells.length)
    for (let at = 0; at < cells.length; at++) values[at] = valueOf(at)
    return values
  }
  const x = column(at => positions[cells[at]! * 3]!)
  const y = column(at => positions[cells[at]! * 3 + 1]!)
  const plane = [
    column(() => 1),
    x,
    y,
    column(at => x[at]! ** 2),
    column(at => x[at]! * y[at]!),
    column(at => y[at]! ** 2),
  ]
  const fold = [column(at => Math.abs(x[at]!)), column(at => Math.tanh(x[at]! / foldWidth))]
  const reliefOf = (from: readonly number[]): Float64Array[] => [
    filled(column(at => light[from[at]!]!)),
    filled(column(at => normals[from[at]! * 3]!)),
    filled(column(at => normals[from[at]! * 3 + 1]!)),
    filled(column(at => normals[from[at]! * 3 + 2]!)),
  ]
  return {
    plane,
    sheet: [...plane, ...fold, room, column(at => room[at]! ** 2)],
    blobs: blobPlaces.map(([across, down, size]) =>
      column(at => Math.exp(-((x[at]! - across) ** 2 + (y[at]! - down) ** 2) / (2 * size ** 2))),
    ),
    relief: reliefOf(cells),
    displaced: displacements.map(standIn => reliefOf(cells.map(standIn))),
  }
}

/** Displaced cells that fall off the mesh take the mean of the others: no step, no gain. */
function filled(values: Float64Array): Float64Array {
  let [sum, count] = [0, 0]
  for (const value of values) {
    if (Number.isNaN(value)) continue
    sum += value
    count++
  }
  return count === values.length ? values : values.map(v => (Number.isNaN(v) ? sum / count : v))
}

/** Half width of the crease of folded paper, eye distances. */
const foldWidth = 0.1

/** Right, down, size in eye distances; the mirror image of a phone's screen lies among them. */
const blobPlaces = [-0.5, 0, 0.5].flatMap(across =>
  [-0.5, 0, 0.5, 1].flatMap(down => [0.3, 0.6].map(size => [across, down, size] as const)),
)

/** The cell that stands in: shifts by a sixth to a third of the face, upside down, half turn. */
const displacements: readonly ((cell: number) => number)[] = [
  ...[-8, -4, 4, 8].flatMap(by => [shift(by, 0), shift(0, by)]),
  ...[-6, 6].flatMap(down => [shift(-6, down), shift(6, down)]),
  cell => (gridSide - 1 - Math.floor(cell / gridSide)) * gridSide + (cell % gridSide),
  cell => gridSide * gridSide - 1 - cell,
]

function shift(right: number, down: number): (cell: number) => number {
  const wrap = (place: number): number => (place + gridSide) % gridSide
  return cell =>
    wrap(Math.floor(cell / gridSide) + down) * gridSide + wrap((cell % gridSide) + right)
}
