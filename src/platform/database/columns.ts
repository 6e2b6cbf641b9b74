import { Column, PrimaryColumn, type ColumnOptions, type ValueTransformer } from 'typeorm';

/**
 * The column kinds of Lianke, decided once for SQLite and MySQL: entities and migrations both take them from here.
 * Text is compared by bytes on both (BINARY, utf8mb4_bin); what must be unique without regard to case is normalised
 * by us first. `text` holds at most 65,535 bytes on MySQL: callers cap what they put there.
 */
const KINDS = {
  id: { type: 'varchar', length: 36 },
  instant: { type: 'bigint' },
  bytes: { type: 'bigint' },
  int: { type: 'int' },
  double: { type: 'double' },
  flag: { type: 'boolean' },
  text: { type: 'text' },
  json: { type: 'text' },
} as const;

export type ColumnKind = keyof typeof KINDS | `varchar(${number})`;

/** The driver's type and length of a kind. */
export function columnType(kind: ColumnKind): {
  type: 'varchar' | 'bigint' | 'int' | 'double' | 'boolean' | 'text';
  length?: number;
} {
  const varchar = /^varchar\((\d+)\)$/.exec(kind);
  if (varchar) return { type: 'varchar', length: Number(varchar[1]) };
  return KINDS[kind as keyof typeof KINDS];
}

/** A raw bigint may come as text; every number of ours is below 2^53. */
const number: ValueTransformer = {
  from: (value: unknown) => (value == null ? null : Number(value)),
  to: (value: unknown) => value,
};
const json: ValueTransformer = {
  from: (value: unknown) => (typeof value === 'string' ? (JSON.parse(value) as unknown) : value),
  to: (value: unknown) => (value == null ? null : JSON.stringify(value)),
};
const countFromNull: ValueTransformer = {
  from: (value: unknown) => Number(value ?? 0),
  to: (value: unknown) => value,
};
const flag: ValueTransformer = {
  from: (value: unknown) => value === true || value === 1,
  to: (value: unknown) => value,
};

interface Options {
  name?: string;
  nullable?: boolean;
}

function of(kind: ColumnKind, options: Options = {}, transformer?: ValueTransformer): PropertyDecorator {
  const column = {
    ...columnType(kind),
    ...options,
    ...(transformer ? { transformer } : {}),
  } as ColumnOptions;
  return Column(column);
}

/** The primary key: a UUIDv7, or a natural key of at most `length` characters. */
export const KeyColumn = (options: { name?: string; length?: number } = {}): PropertyDecorator =>
  PrimaryColumn({
    type: 'varchar',
    length: options.length ?? 36,
    ...(options.name ? { name: options.name } : {}),
  });
export const IdColumn = (options?: Options) => of('id', options);
export const VarcharColumn = (length: number, options?: Options) => of(`varchar(${length})`, options);
export const TextColumn = (options?: Options) => of('text', options);
/** Epoch milliseconds. */
export const InstantColumn = (options?: Options) => of('instant', options, number);
export const BytesColumn = (options?: Options) => of('bytes', options, number);
export const IntColumn = (options?: Options) => of('int', options);
/** A number that was added to a table later: rows from before have none, which is 0. */
export const CountColumn = (options?: Options) => of('int', { ...options, nullable: true }, countFromNull);
export const DoubleColumn = (options?: Options) => of('double', options);
export const FlagColumn = (options?: Options) => of('flag', options, flag);
/** Any JSON value, at most 65,535 bytes of text. */
export const JsonColumn = (options?: Options) => of('json', options, json);
