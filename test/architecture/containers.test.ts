import { readFileSync } from 'node:fs';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';

interface Service {
  environment?: Record<string, string>;
  ports?: string[];
  networks?: string[];
  cap_drop?: string[];
  cap_add?: string[];
  security_opt?: string[];
  mem_limit?: string;
  read_only?: boolean;
  privileged?: boolean;
}
interface Compose {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean } | null>;
}
const textOf = (file: string) => readFileSync(new URL(`../../docker/${file}`, import.meta.url), 'utf8');
const read = (file: string) => load(textOf(file), { schema: CORE_SCHEMA.withTags(mergeTag) }) as Compose;

describe.each(['compose.yml', 'compose.full.yml'])('docker/%s', (file) => {
  const { services } = read(file);

  it('opens the ports of its proxy and no others to the network of its users', () => {
    const open = Object.entries(services).flatMap(([name, { ports = [] }]) =>
      ports.map((port) => `${name} ${port}`),
    );
    expect(open).toEqual(['proxy 80:80', 'proxy 443:443']);
  });

  it('gives no container more than it needs', () => {
    for (const [name, service] of Object.entries(services)) {
      const { cap_drop, security_opt, privileged = false } = service;
      expect([name, cap_drop, security_opt, privileged]).toEqual([
        name,
        ['ALL'],
        ['no-new-privileges:true'],
        false,
      ]);
      expect([name, service.mem_limit]).toEqual([name, expect.stringMatching(/^\d+[mg]$/)]);
    }
  });

  it('asks for every name and password and has a default for none', () => {
    const text = textOf(file);
    const used = new Set([...text.matchAll(/(?<!\$)\$\{(\w+)/g)].map(([, name]) => name!));
    const demanded = new Set([...text.matchAll(/(?<!\$)\$\{(\w+):\?/g)].map(([, name]) => name!));
    expect([...used].filter((name) => !demanded.has(name))).toEqual([]);
    expect(text).not.toMatch(/\$\{\w+:?-/);
  });
});

describe('docker/compose.full.yml', () => {
  const { services, networks } = read('compose.full.yml');
  const ours = ['api-1', 'api-2', 'worker-quick', 'worker-media', 'worker-mail'];

  it('keeps database, queue, store and search in networks that lead nowhere', () => {
    for (const name of ['mysql', 'redis', 'store', 'meilisearch'])
      for (const network of services[name]!.networks!)
        expect([name, network, networks[network]?.internal]).toEqual([name, network, true]);
    for (const name of ours) expect([name, services[name]!.read_only]).toEqual([name, true]);
    for (const name of ['worker-quick', 'worker-media']) expect(services[name]!.networks).toEqual(['inner']);
  });

  it('shows Lianke itself no root account and no master key', () => {
    const roots = /\$\{(?:STORE_ROOT_\w+|MEILI_MASTER_KEY|MYSQL_ROOT_PASSWORD)/;
    expect(roots.test(JSON.stringify(services['store']!.environment))).toBe(true);
    for (const name of ours) {
      const environment = JSON.stringify(services[name]!.environment);
      expect([name, environment]).toEqual([name, expect.stringContaining('MEILI_KEY')]);
      expect([name, environment]).toEqual([name, expect.not.stringMatching(roots)]);
    }
  });
});
