/** sRGB byte → linear light 0–1 (IEC 61966-2-1). */
export const linearLight: Float32Array = Float32Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
})
