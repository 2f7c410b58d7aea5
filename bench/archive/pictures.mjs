// Makes PNG pictures of noise, each another, of some 60 kB. Usage: pictures.mjs FOLDER COUNT
import {createHash} from "node:crypto";
import {mkdirSync, writeFileSync} from "node:fs";
import * as zlib from "node:zlib";

const [folder, count] = [process.argv[2], Number(process.argv[3])];
const [width, height] = [160, 125];
mkdirSync(folder, {recursive: true});

const table = Array.from({length: 256}, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});
const sum = zlib.crc32 ?? (bytes => (bytes.reduce((c, b) => table[(c ^ b) & 255] ^ (c >>> 8), -1) ^ -1) >>> 0);

function chunk(type, data) {
  const out = Buffer.alloc(data.length + 12);
  out.writeUInt32BE(data.length, 0);
  out.write(type, 4, "latin1");
  data.copy(out, 8);
  out.writeUInt32BE(sum(out.subarray(4, data.length + 8)), data.length + 8);
  return out;
}

for (let i = 0; i < count; i++) {
  const noise = [];
  for (let row = 0; row < height; row++) {
    noise.push(Buffer.of(0));
    for (let at = 0; at < width * 3; at += 32) noise.push(createHash("sha256").update(`${i}.${row}.${at}`).digest());
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  writeFileSync(`${folder}/${String(i).padStart(4, "0")}.png`, Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk("IHDR", header), chunk("IDAT", zlib.deflateSync(Buffer.concat(noise))), chunk("IEND", Buffer.alloc(0))]));
}
