/** A point of a surface and its outward normal, camera axes (x right, y down, z away), metres. */
export interface SurfacePoint {
  place: [number, number, number]
  normal: [number, number, number]
  /** Share 0–1 of the room's light that reaches the point. */
  open: number
}

/** Distance of the pupils of every simulated person. */
export const interOcularM = 0.0625

/** Sizes of a head, metres; an ellipsoid with nose, brows, sockets, cheeks and chin. */
export interface HeadShape {
  width: number
  height: number
  depth: number
  nose: number
  noseWidth: number
  socket: number
  cheek: number
  chin: number
}

export const meanHead: HeadShape = {
  width: 0.076,
  height: 0.108,
  depth: 0.085,
  nose: 0.022,
  noseWidth: 0.0125,
  socket: 0.005,
  cheek: 0.004,
  chin: 0.008,
}

/** A head unlike the mean one: nobody's mesh is exact. */
export function randomHead(random: () => number): HeadShape {
  const vary = (mean: number, share: number): number => mean * (1 + share * (random() * 2 - 1))
  return {
    width: vary(meanHead.width, 0.08),
    height: vary(meanHead.height, 0.08),
    depth: vary(meanHead.depth, 0.15),
    nose: vary(meanHead.nose, 0.3),
    noseWidth: vary(meanHead.noseWidth, 0.25),
    socket: vary(meanHead.socket, 0.5),
    cheek: vary(meanHead.cheek, 0.6),
    chin: vary(meanHead.chin, 0.4),
  }
}

export type Surface = (u: number, v: number) => SurfacePoint

export interface Pose {
  yaw: number
  pitch: number
  roll: number
}

/**
 * A head as a height field over the plane of the eyes: u right, v down, metres from between them.
 *
 * @param flattening scale of all depths; the nets that give meshes tend to flatten
 */
export function headSurface(shape: HeadShape, flattening = 1): Surface {
  const bump = (u: number, v: number, u0: number, v0: number, su: number, sv: number): number =>
    Math.exp(-0.5 * ((u - u0) / su) ** 2 - 0.5 * ((v - v0) / sv) ** 2)
  const relief = (u: number, v: number): number => {
    // The ridge rises from the bridge to the tip and ends abruptly under it.
    const along =
      v < 0.042 ? Math.max(0, (v + 0.012) / 0.054) : Math.exp(-(((v - 0.042) / 0.007) ** 2))
    const side = Math.exp(-0.5 * (u / (shape.noseWidth * (0.55 + 0.45 * along))) ** 2)
    return (
      shape.nose * along * side -
      shape.socket *
        (bump(u, v, -0.032, 0.002, 0.014, 0.009) + bump(u, v, 0.032, 0.002, 0.014, 0.009)) +
      shape.cheek *
        (bump(u, v, -0.042, 0.034, 0.016, 0.014) + bump(u, v, 0.042, 0.034, 0.016, 0.014)) +
      shape.chin * bump(u, v, 0, 0.108, 0.02, 0.012) +
      0.004 * bump(u, v, 0, 0.075, 0.02, 0.012) +
      0.003 * bump(u, v, 0, -0.022, 0.03, 0.008)
    )
  }
  const depth = (u: number, v: number): number => {
    const inside = Math.max(0.02, 1 - (u / shape.width) ** 2 - ((v - 0.022) / shape.height) ** 2)
    return flattening * (shape.depth * (1 - Math.sqrt(inside)) - relief(u, v))
  }
  return (u, v) => {
    const step = 0.0008
    const du = (depth(u + step, v) - depth(u - step, v)) / (2 * step)
    const dv = (depth(u, v + step) - depth(u, v - step)) / (2 * step)
    const reach = 0.012
    const around =
      (relief(u + reach, v) + relief(u - reach, v) + relief(u, v + reach) + relief(u, v - reach)) /
      4
    const hollow = around - relief(u, v)
    return {
      place: [u, v, depth(u, v)],
      normal: unit(du, dv, -1),
      open: Math.min(1.1, Math.max(0.6, 1 - 25 * hollow)),
    }
  }
}

/** How a sheet is held. Radius in metres; a fold is a ridge along the middle, slope either side. */
export type Bend =
  | { kind: 'flat' }
  | { kind: 'upright'; radius: number }
  | { kind: 'level'; radius: number }
  | { kind: 'fold'; slope: number }
  | { kind: 'wave'; height: number; length: number; phase: number; angle: number }

export function sheetSurface(bend: Bend): Surface {
  return (u, v) => {
    if (bend.kind === 'flat') return { place: [u, v, 0], normal: [0, 0, -1], open: 1 }
    if (bend.kind === 'fold')
      return {
        place: [u, v, bend.slope * Math.abs(u)],
        normal: unit(bend.slope * Math.tanh(u / 0.003), 0, -1),
        open: 1,
      }
    if (bend.kind === 'wave') {
      const [along, across] = [Math.cos(bend.angle), Math.sin(bend.angle)]
      const turn = ((u * along + v * across) / bend.length) * 2 * Math.PI + bend.phase
      const slope = ((bend.height * 2 * Math.PI) / bend.length) * Math.cos(turn)
      return {
        place: [u, v, bend.height * Math.sin(turn)],
        normal: unit(slope * along, slope * across, -1),
        open: 1,
      }
    }
    const across = bend.kind === 'upright' ? u : v - 0.02
    const sine = Math.max(-0.98, Math.min(0.98, across / bend.radius))
    const cosine = Math.sqrt(1 - sine * sine)
    return {
      place: [u, v, bend.radius * (1 - cosine)],
      normal: bend.kind === 'upright' ? [sine, 0, -cosine] : [0, sine, -cosine],
      open: 1,
    }
  }
}

/** The surface turned about a point 5 cm behind its middle, angles in radians. */
export function posed(surface: Surface, { yaw, pitch, roll }: Pose): Surface {
  const centre = [0, 0.02, 0.05] as const
  const turn = ([x, y, z]: readonly [number, number, number]): [number, number, number] => {
    const [x1, z1] = [x * Math.cos(yaw) - z * Math.sin(yaw), x * Math.sin(yaw) + z * Math.cos(yaw)]
    const [y1, z2] = [
      y * Math.cos(pitch) - z1 * Math.sin(pitch),
      y * Math.sin(pitch) + z1 * Math.cos(pitch),
    ]
    return [
      x1 * Math.cos(roll) - y1 * Math.sin(roll),
      x1 * Math.sin(roll) + y1 * Math.cos(roll),
      z2,
    ]
  }
  return (u, v) => {
    const { place, normal, open } = surface(u, v)
    const moved = turn([place[0] - centre[0], place[1] - centre[1], place[2] - centre[2]])
    return {
      place: [moved[0] + centre[0], moved[1] + centre[1], moved[2] + centre[2]],
      normal: turn(normal),
      open,
    }
  }
}

function unit(x: number, y: number, z: number): [number, number, number] {
  const length = Math.hypot(x, y, z)
  return [x / length, y / length, z / length]
}
