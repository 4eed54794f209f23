const boxes = ['mvhd', 'mdhd', 'tkhd']

/** An mp4 whose headers all claim to last a day; its samples are as they were. */
export function claimDay(mp4: Buffer): Buffer {
  const claimed = Buffer.from(mp4)
  for (const box of boxes) {
    for (let at = mp4.indexOf(box); at >= 0; at = mp4.indexOf(box, at + 4)) {
      // Version 0: after type, version, two times and the time scale; in tkhd an id and a reserve.
      const hasScale = box !== 'tkhd'
      const perSecond = hasScale ? mp4.readUInt32BE(at + 16) : 1000
      const ticks = Math.min(0xff_ff_ff_fe, perSecond * 86_400)
      claimed.writeUInt32BE(ticks, at + (hasScale ? 20 : 24))
    }
  }
  return claimed
}
