/** A WAV file of 16 bits. `channels` lists the samples of each, −1…1, equally long. */
export function wavOf(channels: readonly Float32Array[], rateHz: number): Uint8Array {
  const count = channels.length
  const frames = channels[0]?.length ?? 0
  const file = Buffer.alloc(44 + frames * count * 2)
  file.write('RIFF', 0, 'latin1')
  file.writeUInt32LE(file.length - 8, 4)
  file.write('WAVEfmt ', 8, 'latin1')
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(count, 22)
  file.writeUInt32LE(rateHz, 24)
  file.writeUInt32LE(rateHz * count * 2, 28)
  file.writeUInt16LE(count * 2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36, 'latin1')
  file.writeUInt32LE(frames * count * 2, 40)
  for (const [channel, samples] of channels.entries()) {
    for (const [i, sample] of samples.entries()) {
      const value = Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768)))
      file.writeInt16LE(value, 44 + (i * count + channel) * 2)
    }
  }
  return file
}
