import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../sandbox/node-worker.js';
import { MediaTools } from '../../media-tools.port.js';
import type { ToolReport } from '../../work.js';
import type { Toolbox, ToolPaths } from './locate.js';
import { locateTools, reportTools } from './locate.js';

/** Finds the programs once and remembers them. */
export class ToolLocator extends MediaTools {
  private found: Promise<Toolbox> | null = null;
  /** @param directories where programs are looked for; by default the usual ones */
  constructor(
    private readonly paths: ToolPaths,
    private readonly directories?: readonly string[],
  ) {
    super();
  }

  tools(): Promise<Toolbox> {
    this.found ??= locateTools(this.paths, this.directories);
    return this.found;
  }

  async describe(): Promise<readonly ToolReport[]> {
    return reportTools(await this.tools(), { mupdf: installed('mupdf'), sharp: installed('sharp') });
  }
}

function installed(name: string): string {
  const file = join(packageRoot(), 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
