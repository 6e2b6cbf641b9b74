import { StandardSchemaValidationPipe } from '@nestjs/common';

/** Input that does not fit its schema: which fields, and why. */
export class ValidationFailed extends Error {
  constructor(readonly issues: { path: string; message: string }[]) {
    super('invalid_request');
  }
}

/** Checks every `@Body`, `@Query` and `@Param` against the zod schema given to it, and passes on what the schema made of it. */
export function validationPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    transform: true,
    exceptionFactory: (issues) =>
      new ValidationFailed(
        issues.slice(0, 20).map((issue) => ({
          path: (issue.path ?? []).map((p) => String(typeof p === 'object' ? p.key : p)).join('.'),
          message: issue.message.slice(0, 200),
        })),
      ),
  });
}
