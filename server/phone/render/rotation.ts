import type { Pose } from './pose.ts'

/** 3×3, row by row, from head to camera axes. */
export type Rotation = readonly [
  xx: number,
  xy: number,
  xz: number,
  yx: number,
  yy: number,
  yz: number,
  zx: number,
  zy: number,
  zz: number,
]

/** The turn of the head: yaw, then pitch, then roll, all about the axes of the camera. */
export function rotationOf({ yaw, pitch, roll }: Pose): Rotation {
  const cy = Math.cos(yaw)
  const sy = Math.sin(yaw)
  const cp = Math.cos(pitch)
  const sp = Math.sin(pitch)
  const cr = Math.cos(roll)
  const sr = Math.sin(roll)
  return [
    cy * cr - sy * sp * sr,
    cp * sr,
    sy * cr + sp * cy * sr,
    -sy * sp * cr - cy * sr,
    cp * cr,
    sp * cy * cr - sy * sr,
    -sy * cp,
    -sp,
    cp * cy,
  ]
}
