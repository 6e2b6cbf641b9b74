import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ts from 'typescript';

/** A source file as the architecture tests see it: paths relative to the project, `/`-separated. */
export interface SourceFile {
  path: string;
  lines: number;
  /** files of ours that it imports, types included */
  imports: string[];
  /** those of which it needs more than types, and so the built program, too */
  needs: string[];
  /** npm packages and node: modules that it imports, by package name */
  packages: string[];
  text: string;
}

const ROOT = resolve(import.meta.dirname, '../..');

/** Every file under `directory` that ends in .ts or .tsx, specs left out, with its real imports. */
export function readSources(directory: string): SourceFile[] {
  return walk(join(ROOT, directory))
    .filter((path) => /\.tsx?$/.test(path) && !/\.(spec|test|d)\.tsx?$/.test(path))
    .map(readSource);
}

function walk(directory: string): string[] {
  return readdirSync(directory).flatMap((name) => {
    const path = join(directory, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
}

function readSource(path: string): SourceFile {
  const text = readFileSync(path, 'utf8');
  const { importedFiles } = ts.preProcessFile(text, true, true);
  const imports: string[] = [];
  const packages: string[] = [];
  const ours = (fileName: string) => project(target(resolve(dirname(path), fileName)));
  for (const { fileName } of importedFiles) {
    if (fileName.startsWith('.')) imports.push(ours(fileName));
    else packages.push(packageName(fileName));
  }
  const needs = needed(path, text)
    .filter((fileName) => fileName.startsWith('.'))
    .map(ours);
  return { path: project(path), lines: text.split('\n').length - 1, imports, needs, packages, text };
}

/** What the built file still imports or passes on at its top: all but what is there for its types alone. */
function needed(path: string, text: string): string[] {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest).statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier } = statement;
    if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) return [];
    const clause = ts.isImportDeclaration(statement) ? statement.importClause : statement;
    if (clause && isForTypes(clause)) return [];
    return [moduleSpecifier.text];
  });
}

function isForTypes(clause: ts.ImportClause | ts.ExportDeclaration): boolean {
  if (clause.isTypeOnly) return true;
  if (ts.isImportClause(clause) && clause.name) return false;
  const named = ts.isImportClause(clause) ? clause.namedBindings : clause.exportClause;
  if (!named || !(ts.isNamedImports(named) || ts.isNamedExports(named))) return false;
  const elements: readonly { isTypeOnly: boolean }[] = named.elements;
  return elements.length > 0 && elements.every(({ isTypeOnly }) => isTypeOnly);
}

/** The source behind an import: `.js` stands for `.ts` or `.tsx`, a folder for its index. */
function target(path: string): string {
  const stem = path.replace(/\.js$/, '');
  for (const candidate of [
    `${stem}.ts`,
    `${stem}.tsx`,
    join(stem, 'index.ts'),
    join(stem, 'index.tsx'),
    path,
  ]) {
    if (isFile(candidate)) return candidate;
  }
  return path;
}

const project = (path: string) => relative(ROOT, path).split(sep).join('/');
const packageName = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** Import cycles among files, each once, as the list of files on it. */
export function cycles(files: readonly SourceFile[]): string[][] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const state = new Map<string, 'open' | 'done'>();
  const found: string[][] = [];
  const visit = (path: string, trail: string[]): void => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      found.push(trail.slice(trail.indexOf(path)));
      return;
    }
    state.set(path, 'open');
    for (const next of byPath.get(path)?.imports ?? []) if (byPath.has(next)) visit(next, [...trail, path]);
    state.set(path, 'done');
  };
  for (const file of files) visit(file.path, []);
  return found;
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
