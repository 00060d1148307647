import { open } from 'node:fs/promises';

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
/** The end of a ZIP file, which holds its directory, and a comment of at most 64 KB behind it. */
const tail = 1 << 20;

/** Bytes that the members of a ZIP file say they have when they are unpacked; undefined for what is no ZIP file. */
export async function unpackedBytes(path: string): Promise<number | undefined> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const length = Math.min(size, tail);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    const end = buffer.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
    if (end < 0 || end + 22 > length || buffer.readUInt32LE(end) !== endSignature) return undefined;
    let at = buffer.readUInt32LE(end + 16) - (size - length);
    let bytes = 0;
    while (at >= 0 && at + 46 <= length && buffer.readUInt32LE(at) === entrySignature) {
      bytes += buffer.readUInt32LE(at + 24);
      at += 46 + buffer.readUInt16LE(at + 28) + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
    }
    return bytes;
  } finally {
    await file.close();
  }
}
