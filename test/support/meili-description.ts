import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Parameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  schema: { type?: string };
}
interface Operation {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: object }> };
}
interface Description {
  info: { version: string };
  paths: Record<string, Record<string, Operation>>;
  components: object;
}

const FILE = join(import.meta.dirname, '../contract/fixtures/meilisearch/openapi.json');

/** Meilisearch's own description of its API, to hold requests against. */
export class MeiliDescription {
  private readonly description = JSON.parse(readFileSync(FILE, 'utf8')) as Description;
  private readonly ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  private readonly bodies = new Map<string, ValidateFunction>();

  /** What is wrong with a request; empty when nothing is. */
  faults(method: string, url: string, body: unknown): string[] {
    const { pathname, searchParams } = new URL(url, 'http://meilisearch');
    const found = this.operation(method.toLowerCase(), pathname);
    if (!found) return [`${method} ${pathname} is not described`];
    const { key, operation } = found;
    const faults: string[] = [];
    const known = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
    for (const [name, value] of searchParams) {
      const parameter = known.find((each) => each.name === name);
      if (!parameter) faults.push(`query parameter ${name} is not described`);
      else if (parameter.schema.type === 'boolean' && !['true', 'false'].includes(value))
        faults.push(`query parameter ${name} is ${value}`);
    }
    const schema = operation.requestBody?.content['application/json']?.schema;
    if (!schema && body !== undefined) faults.push('a body is not described');
    if (schema && body === undefined) faults.push('the body is missing');
    if (schema && body !== undefined) {
      const validate = this.validator(key, schema);
      if (!validate(body)) faults.push(this.ajv.errorsText(validate.errors));
    }
    return faults;
  }

  private operation(method: string, pathname: string): { key: string; operation: Operation } | null {
    for (const [path, operations] of Object.entries(this.description.paths)) {
      const pattern = new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`);
      const operation = pattern.test(pathname) ? operations[method] : undefined;
      if (operation) return { key: `${method} ${path}`, operation };
    }
    return null;
  }

  private validator(key: string, schema: object): ValidateFunction {
    const known = this.bodies.get(key);
    if (known) return known;
    const made = this.ajv.compile({ ...schema, components: this.description.components });
    this.bodies.set(key, made);
    return made;
  }
}
