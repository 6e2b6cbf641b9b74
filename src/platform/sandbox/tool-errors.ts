import type { ToolResult } from './sandbox.port.js';

/** Any way in which a run of a tool can end badly. */
export abstract class ToolError extends Error {
  constructor(
    readonly command: string,
    message: string,
    readonly result: ToolResult | null,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/** The deadline or the limit of processor time was reached; the tool was killed. */
export class ToolTimeout extends ToolError {
  override readonly name = 'ToolTimeout';
}

/** The process tree grew over its limit of resident memory; the tool was killed. */
export class ToolOutOfMemory extends ToolError {
  override readonly name = 'ToolOutOfMemory';
}

/** The tool ended with an exit code other than 0 or by a signal that was not ours. */
export class ToolFailed extends ToolError {
  override readonly name = 'ToolFailed';
}

/** The program is not there or cannot be executed. */
export class ToolMissing extends ToolError {
  override readonly name = 'ToolMissing';
}

/** The caller's signal was aborted; the tool was killed. */
export class ToolAborted extends ToolError {
  override readonly name = 'ToolAborted';
}
