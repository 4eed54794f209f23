/** Appends fields of one protobuf message; nested messages are finished writers' bytes. */
export interface ProtobufWriter {
  /** Wire type 0: a varint; a negative value becomes its 64-bit two's complement (ten bytes). */
  varint(field: number, value: number | bigint): void
  /** Wire type 5: a little-endian IEEE single. */
  float(field: number, value: number): void
  /** Wire type 2: length-delimited bytes, also used for nested messages. */
  bytes(field: number, value: Uint8Array): void
  /** Wire type 2: UTF-8 text. */
  text(field: number, value: string): void
  /** The message so far. */
  finish(): Uint8Array
}

/**
 * Encodes a protobuf message by hand. ONNX needs four of the wire format's shapes only, which is
 * less code than a schema compiler brings as a dependency.
 * Source: protobuf.dev, "Encoding" (base-128 varints, message structure).
 */
export function createProtobufWriter(): ProtobufWriter {
  const parts: Uint8Array[] = []

  const tag = (field: number, wireType: 0 | 2 | 5) => {
    if (!Number.isInteger(field) || field < 1 || field > 0x1fffffff) {
      throw new RangeError(`protobuf field number ${field} is outside 1..2^29-1`)
    }
    parts.push(encodeVarint((BigInt(field) << 3n) | BigInt(wireType)))
  }
  const bytes = (field: number, value: Uint8Array) => {
    tag(field, 2)
    parts.push(encodeVarint(BigInt(value.byteLength)), value)
  }

  return {
    varint(field, value) {
      tag(field, 0)
      parts.push(encodeVarint(BigInt.asUintN(64, BigInt(value))))
    },
    float(field, value) {
      tag(field, 5)
      const single = new DataView(new ArrayBuffer(4))
      single.setFloat32(0, value, true)
      parts.push(new Uint8Array(single.buffer))
    },
    bytes,
    text: (field, value) => bytes(field, new TextEncoder().encode(value)),
    finish: () => new Uint8Array(Buffer.concat(parts)),
  }
}

function encodeVarint(value: bigint): Uint8Array {
  const out: number[] = []
  let rest = value
  while (rest > 0x7fn) {
    out.push(Number(rest & 0x7fn) | 0x80)
    rest >>= 7n
  }
  out.push(Number(rest))
  return Uint8Array.from(out)
}
