import type { ErrorCode } from '../../../contracts/error-codes.js';
import { AppError } from '../../../kernel/errors.js';
import {
  ToolAborted,
  ToolError,
  ToolFailed,
  ToolMissing,
  ToolOutOfMemory,
  ToolTimeout,
} from '../../sandbox/tool-errors.js';

/** The sentence for a person behind a tool's bad end; `failed` is what an exit code ≠ 0 means for this tool. */
export function toolFailure(error: unknown, failed: ErrorCode): unknown {
  if (!(error instanceof ToolError) || error instanceof ToolAborted) return error;
  const cause = { cause: error };
  if (error instanceof ToolTimeout) return new AppError('processing_timeout', {}, cause);
  if (error instanceof ToolOutOfMemory) return new AppError('processing_out_of_memory', {}, cause);
  if (error instanceof ToolMissing) return new AppError('converter_missing', { tool: error.command }, cause);
  if (error instanceof ToolFailed) return new AppError(failed, {}, cause);
  return error;
}
