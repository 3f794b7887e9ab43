const SIGNATURE = 8;
const HEADER = 25;
const METRES_PER_INCH = 0.0254;

/** A PNG file that says its resolution, and texts by their keywords. */
export function withStatements(
  png: Uint8Array,
  dotsPerInch: number,
  texts: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const chunks = [resolution(dotsPerInch), ...Object.entries(texts).map(([keyword, text]) => textChunk(keyword, text))];
  const head = SIGNATURE + HEADER;
  return joined([png.subarray(0, head), ...chunks, png.subarray(head)]);
}

/** The chunk pHYs: pixels per metre along x and y, and the number of the unit. */
function resolution(dotsPerInch: number): Uint8Array {
  const data = new DataView(new ArrayBuffer(9));
  const perMetre = Math.round(dotsPerInch / METRES_PER_INCH);
  data.setUint32(0, perMetre);
  data.setUint32(4, perMetre);
  data.setUint8(8, 1);
  return chunk("pHYs", new Uint8Array(data.buffer));
}

/** A tEXt chunk, or iTXt where letters are beyond those of Latin 1. */
function textChunk(keyword: string, text: string): Uint8Array {
  const isLatin = Array.from(text).every((letter) => letter.codePointAt(0)! < 256);
  if (!isLatin) return chunk("iTXt", new TextEncoder().encode(`${keyword}\0\0\0\0\0${text}`));
  return chunk(
    "tEXt",
    Uint8Array.from(`${keyword}\0${text}`, (letter) => letter.codePointAt(0)!),
  );
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const typed = joined([new TextEncoder().encode(type), data]);
  const numbers = new DataView(new ArrayBuffer(8));
  numbers.setUint32(0, data.length);
  numbers.setUint32(4, checksum(typed));
  const [length, sum] = [new Uint8Array(numbers.buffer, 0, 4), new Uint8Array(numbers.buffer, 4, 4)];
  return joined([length, typed, sum]);
}

/** CRC-32 as in ISO 3309. */
function checksum(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
