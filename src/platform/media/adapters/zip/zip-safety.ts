import { AppError } from '../../../../kernel/errors.js';
import type { ZipEntry } from './zip-archive.js';
import { ZipArchive, ZipDamaged } from './zip-archive.js';

const MIB = 1024 * 1024;

export interface ZipLimits {
  maxEntries: number;
  /** declared unpacked size of everything, bytes */
  maxUnpacked: number;
  /** unpacked : packed above which a large archive counts as a bomb; Office XML of real files stays below 60 */
  maxRatio: number;
  /** below this unpacked size the ratio does not matter, bytes */
  ratioFrom: number;
}

/** Office and ODF files are opened by us and by LibreOffice. */
export const OFFICE_LIMITS: ZipLimits = {
  maxEntries: 10_000,
  maxUnpacked: 2048 * MIB,
  maxRatio: 120,
  ratioFrom: 96 * MIB,
};

/** Archives are only kept; the limits protect whoever unpacks them. */
export const ARCHIVE_LIMITS: ZipLimits = {
  maxEntries: 20_000,
  maxUnpacked: 40 * 1024 * MIB,
  maxRatio: 200,
  ratioFrom: 256 * MIB,
};

/** A nested archive is looked into down to this depth, and only while all of them together stay this small. */
const MAX_DEPTH = 3;
const NESTED_BUDGET = 32 * MIB;

const LOCAL_HEADER = 30;
const SYMLINK = 0o120000;
const TYPE_MASK = 0o170000;

function unsafe(reason: string): AppError {
  return new AppError('archive_unsafe', { reason });
}

/** What is wrong with an entry's name, or null: paths that leave the target, devices, NUL. */
export function nameFault(entry: Pick<ZipEntry, 'name' | 'rawName'>): string | null {
  if (entry.rawName.includes(0)) return 'name_with_nul';
  if (entry.name.startsWith('/') || /^[a-z]:/i.test(entry.name)) return 'absolute_path';
  if (entry.name.split('/').includes('..')) return 'path_traversal';
  return null;
}

/** Whether the data of two entries share bytes (the trick of Fifield's zip bomb, USENIX WOOT 2019). */
function overlaps(entries: readonly ZipEntry[]): boolean {
  const sorted = [...entries].sort((a, b) => a.offset - b.offset);
  return sorted.some((entry, i) => {
    const next = sorted[i + 1];
    return next !== undefined && entry.offset + LOCAL_HEADER + entry.compressedSize > next.offset;
  });
}

/** Judges a directory without unpacking anything. Throws AppError `archive_unsafe`. */
export function checkDirectory(entries: readonly ZipEntry[], limits: ZipLimits): { unpacked: number } {
  let unpacked = 0;
  let packed = 0;
  for (const entry of entries) {
    const fault = nameFault(entry);
    if (fault !== null) throw unsafe(fault);
    if ((entry.mode & TYPE_MASK) === SYMLINK) throw unsafe('symbolic_link');
    unpacked += entry.uncompressedSize;
    packed += entry.compressedSize;
  }
  if (unpacked > limits.maxUnpacked) throw unsafe('unpacked_size');
  if (unpacked > limits.ratioFrom && unpacked > packed * limits.maxRatio) throw unsafe('ratio');
  if (overlaps(entries)) throw unsafe('overlapping_entries');
  return { unpacked };
}

/**
 * Checks an archive and the archives inside it, as far as the budget goes. Throws AppError `archive_unsafe`:
 * bad names, links, overlaps, too many entries, too much to unpack in total, nested too deep.
 */
export async function checkArchive(zip: ZipArchive, limits: ZipLimits): Promise<void> {
  const state = { budget: NESTED_BUDGET, unpacked: 0, limits };
  await descend(zip, state, 0);
}

interface NestedState {
  budget: number;
  unpacked: number;
  limits: ZipLimits;
}

async function descend(zip: ZipArchive, state: NestedState, depth: number): Promise<void> {
  state.unpacked += checkDirectory(zip.entries, state.limits).unpacked;
  if (state.unpacked > state.limits.maxUnpacked) throw unsafe('unpacked_size');
  for (const entry of zip.entries) {
    if (!/\.(?:zip|jar)$/i.test(entry.name) || entry.encrypted || entry.uncompressedSize === 0) continue;
    if (depth >= MAX_DEPTH) throw unsafe('nested_too_deep');
    // A bomb's inner archives are small; what does not fit the budget is left to the ratio of the outer one.
    if (entry.uncompressedSize > state.budget) continue;
    state.budget -= entry.uncompressedSize;
    await descendInto(zip, entry, state, depth + 1);
  }
}

async function descendInto(
  zip: ZipArchive,
  entry: ZipEntry,
  state: NestedState,
  depth: number,
): Promise<void> {
  let inner: ZipArchive;
  try {
    inner = await ZipArchive.open(await zip.read(entry, entry.uncompressedSize), state.limits.maxEntries);
  } catch (error) {
    if (error instanceof ZipDamaged) return;
    throw error;
  }
  try {
    await descend(inner, state, depth);
  } finally {
    inner.close();
  }
}
