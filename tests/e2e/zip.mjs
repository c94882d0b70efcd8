// Zips without a library: written as nobody should, and read as Sekkei writes them.

import { deflateRawSync, inflateRawSync } from "node:zlib";

const CRC = Uint32Array.from({ length: 256 }, (_, at) => {
  for (let bit = 0; bit < 8; bit += 1) at = at & 1 ? 0xedb88320 ^ (at >>> 1) : at >>> 1;
  return at;
});

const crc32 = (bytes) => ~bytes.reduce((crc, byte) => CRC[(crc ^ byte) & 255] ^ (crc >>> 8), -1) >>> 0;

/** A zip of names and bytes; `alter` may make an entry lie. */
export function zipOf(files, alter = () => ({})) {
  const [parts, directory] = [[], []];
  let at = 0;
  for (const [name, text] of files) {
    const [path, plain] = [Buffer.from(name), Buffer.from(text)];
    const packed = deflateRawSync(plain);
    const { flags = 0x800, method = 8, size = plain.length } = alter(name) ?? {};
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(flags, 2);
    shared.writeUInt16LE(method, 4);
    shared.writeUInt16LE(0x21, 8);
    shared.writeUInt32LE(crc32(plain), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(size, 18);
    shared.writeUInt16LE(path.length, 22);
    const offset = Buffer.alloc(14);
    offset.writeUInt32LE(at, 10);
    parts.push(Buffer.from("PK\x03\x04", "latin1"), shared, path, packed);
    directory.push(Buffer.from("PK\x01\x02\x14\x03", "latin1"), shared, offset, path);
    at += 30 + path.length + packed.length;
  }
  const rows = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(Math.min(files.length, 0xffff), 8);
  end.writeUInt16LE(Math.min(files.length, 0xffff), 10);
  end.writeUInt32LE(rows.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, rows, end]);
}

/** The files of a zip of Sekkei. */
export function unzip(bytes) {
  const files = new Map();
  let at = bytes.readUInt32LE(bytes.length - 6);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [packed, length, local] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt32LE(at + 42)];
    const start = local + 30 + length;
    files.set(bytes.toString("utf8", at + 46, at + 46 + length), inflateRawSync(bytes.subarray(start, start + packed)).toString());
    at += 46 + length;
  }
  return files;
}
