// Reads one file out of a ZIP archive (APPNOTE 6.3.10), by its central directory.
import { inflateRawSync } from "node:zlib";

const END = 0x06054b50;
const ENTRY = 0x02014b50;

// The bytes of the file of this name; throws when the archive has none.
export function unzip(archive, name) {
  let end = archive.length - 22;
  while (end >= 0 && archive.readUInt32LE(end) !== END) end -= 1;
  if (end < 0) throw new Error("this is no ZIP archive");
  let at = archive.readUInt32LE(end + 16);
  while (archive.readUInt32LE(at) === ENTRY) {
    const [method, size] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)];
    const [named, extra, comment] = [28, 30, 32].map((field) => archive.readUInt16LE(at + field));
    if (archive.subarray(at + 46, at + 46 + named).toString() === name) {
      const local = archive.readUInt32LE(at + 42);
      const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
      const bytes = archive.subarray(from, from + size);
      return method === 0 ? bytes : inflateRawSync(bytes);
    }
    at += 46 + named + extra + comment;
  }
  throw new Error(`the archive has no ${name}`);
}
