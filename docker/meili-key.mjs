// Gives MEILI_KEY the rights that Lianke needs on its own indexes; can be run again. MEILI_URL, MEILI_MASTER_KEY: the server.
// A key of Meilisearch is HMAC-SHA256(master key, uid of the key) in hexadecimal: with a uid that is fixed, whoever
// holds the master key knows the key beforehand, and it can stand in the settings of Lianke before the server is there.
import { Meilisearch } from 'meilisearch';

const UID = '6c69616e-6b65-4000-8000-736561726368';
const { MEILI_URL, MEILI_MASTER_KEY, MEILI_KEY, MEILI_INDEX = 'lianke' } = process.env;
const server = new Meilisearch({ host: MEILI_URL, apiKey: MEILI_MASTER_KEY });
const wanted = {
  uid: UID,
  name: 'Lianke',
  actions: ['search', 'documents.*', 'indexes.*', 'settings.*', 'tasks.get'],
  indexes: [`${MEILI_INDEX}*`],
  expiresAt: null,
};
const known = (await server.getKeys({ limit: 1000 })).results.find(({ uid }) => uid === UID);
const { key } = known ?? (await server.createKey(wanted));
if (key !== MEILI_KEY) {
  console.error(
    'MEILI_KEY is not the key that belongs to MEILI_MASTER_KEY: compose.full.yml says how to find it.',
  );
  process.exit(1);
}
