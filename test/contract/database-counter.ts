import { openPlace, type Place } from '../support/databases.js';
import { contractSchema, countUp } from './database-contract.js';

/** A process that counts a row up, for the promise that units of several processes never mix. */
const { place, id, times } = JSON.parse(process.argv[2]!) as { place: Place; id: string; times: number };
const database = await openPlace(place, contractSchema);
for (let i = 0; i < times; i += 1) await database.transaction((tx) => countUp(tx, id));
await database.close();
console.log('counted');
