/**
 * Reads an OLE compound file ([MS-CFB]): the container of doc, xls, ppt and of encrypted OOXML. Only what is asked
 * for is read; loops in the chains and sizes beyond the file end the reading instead of running on.
 */
const SIGNATURE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const END = 0xfffffffa;
const MAX_CHAIN = 4_000_000;
const DIRECTORY_LIMIT = 16 * 1024 * 1024;

export interface OleEntry {
  name: string;
  type: 'storage' | 'stream' | 'root';
  start: number;
  size: number;
}

/** How bytes are had: from a file handle or from memory. */
export interface ByteSource {
  read(offset: number, length: number): Promise<Buffer>;
}

export class OleDamaged extends Error {
  override readonly name = 'OleDamaged';
}

export class OleFile {
  private constructor(
    private readonly source: ByteSource,
    private readonly sectorSize: number,
    private readonly fat: Uint32Array,
    private readonly miniCutoff: number,
    private readonly miniFatStart: number,
    readonly entries: readonly OleEntry[],
  ) {}

  static isOle(head: Buffer): boolean {
    return head.subarray(0, 8).equals(SIGNATURE);
  }

  static async open(source: ByteSource): Promise<OleFile> {
    const header = await source.read(0, 512);
    if (header.length < 512 || !OleFile.isOle(header)) throw new OleDamaged('no compound file');
    const shift = header.readUInt16LE(30);
    if (shift !== 9 && shift !== 12) throw new OleDamaged('sector size');
    const sectorSize = 1 << shift;
    const fat = await readFat(source, header, sectorSize);
    const bare = new OleFile(source, sectorSize, fat, 4096, END, []);
    const directory = await bare.chain(header.readUInt32LE(48), DIRECTORY_LIMIT);
    return new OleFile(
      source,
      sectorSize,
      fat,
      header.readUInt32LE(56),
      header.readUInt32LE(60),
      directoryEntries(directory),
    );
  }

  find(name: string): OleEntry | null {
    return this.entries.find((entry) => entry.name === name) ?? null;
  }

  /** The content of a stream, at most `limit` bytes. */
  async read(entry: OleEntry, limit: number): Promise<Buffer> {
    const wanted = Math.min(entry.size, limit);
    if (entry.size >= this.miniCutoff) return this.chain(entry.start, wanted);
    const root = this.entries.find((e) => e.type === 'root');
    if (root === undefined) throw new OleDamaged('no root');
    const mini = await this.chain(root.start, root.size);
    const table = await this.chain(this.miniFatStart, DIRECTORY_LIMIT);
    const chunks: Buffer[] = [];
    let sector = entry.start;
    for (let got = 0; got < wanted && sector < END && chunks.length < MAX_CHAIN; got += 64) {
      chunks.push(mini.subarray(sector * 64, sector * 64 + 64));
      if (sector * 4 + 4 > table.length) break;
      sector = table.readUInt32LE(sector * 4);
    }
    return Buffer.concat(chunks).subarray(0, wanted);
  }

  private async chain(start: number, limit: number): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let size = 0;
    let sector = start;
    for (let steps = 0; sector < END && size < limit && steps < MAX_CHAIN; steps += 1) {
      // Neighbouring sectors are read in one go.
      let run = 1;
      while (
        this.fat[sector + run - 1] === sector + run &&
        size + run * this.sectorSize < limit &&
        run < 2048
      )
        run += 1;
      const bytes = await this.source.read((sector + 1) * this.sectorSize, run * this.sectorSize);
      if (bytes.length === 0) break;
      chunks.push(bytes);
      size += bytes.length;
      sector = this.fat[sector + run - 1] ?? END;
    }
    return Buffer.concat(chunks).subarray(0, limit);
  }
}

async function readFat(source: ByteSource, header: Buffer, sectorSize: number): Promise<Uint32Array> {
  const sectors: number[] = [];
  for (let i = 0; i < 109; i += 1) sectors.push(header.readUInt32LE(76 + i * 4));
  let next = header.readUInt32LE(68);
  const perSector = sectorSize / 4;
  for (let i = 0; next < END && i < 4096; i += 1) {
    const difat = await source.read((next + 1) * sectorSize, sectorSize);
    if (difat.length < sectorSize) break;
    for (let j = 0; j < perSector - 1; j += 1) sectors.push(difat.readUInt32LE(j * 4));
    next = difat.readUInt32LE(sectorSize - 4);
  }
  const used = sectors.filter((sector) => sector < END).slice(0, 32_768);
  const fat = new Uint32Array(used.length * perSector).fill(0xffffffff);
  for (const [i, sector] of used.entries()) {
    const bytes = await source.read((sector + 1) * sectorSize, sectorSize);
    for (let j = 0; j + 4 <= bytes.length; j += 4) fat[i * perSector + j / 4] = bytes.readUInt32LE(j);
  }
  return fat;
}

function directoryEntries(directory: Buffer): OleEntry[] {
  const entries: OleEntry[] = [];
  for (let at = 0; at + 128 <= directory.length; at += 128) {
    const nameLength = directory.readUInt16LE(at + 64);
    const type = directory.readUInt8(at + 66);
    if (type === 0 || nameLength < 2 || nameLength > 64) continue;
    entries.push({
      name: directory.toString('utf16le', at, at + nameLength - 2),
      type: type === 5 ? 'root' : type === 1 ? 'storage' : 'stream',
      start: directory.readUInt32LE(at + 116),
      size: directory.readUInt32LE(at + 120),
    });
  }
  return entries;
}
