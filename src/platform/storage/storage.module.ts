import { Module, type DynamicModule } from '@nestjs/common';
import type { Settings } from '../../config/settings.js';
import { Clock } from '../../kernel/clock.js';
import { DiskMultipartStore, DiskPartReceiver } from './adapters/disk/disk-multipart-store.js';
import { DiskObjectStore } from './adapters/disk/disk-object-store.js';
import type { StoreFinding } from './adapters/s3/examination.js';
import { MultipartStore, ObjectStore, PartReceiver } from './storage.port.js';
import { ValidatedMultipartStore, ValidatedObjectStore } from './validated-stores.js';

export { StoreStartError } from './adapters/s3/s3-start.js';

/** The three faces of one store. */
interface Stores {
  objects: ObjectStore;
  multipart: MultipartStore;
  receiver: PartReceiver;
}

/** Opens the store that the settings name, behind the checks that hold for every store. Throws one plain sentence when it cannot be used. */
export async function openStores(settings: Settings['storage'], clock: Clock): Promise<Stores> {
  const { objects, multipart, receiver } =
    settings.driver === 's3' ? await openRemote(settings) : await openDisk(settings.directory, clock);
  return {
    objects: new ValidatedObjectStore(objects),
    multipart: new ValidatedMultipartStore(multipart),
    receiver,
  };
}

/** Objects in a folder of their own, as on local disk: what a backup keeps them in. */
export async function openObjectFolder(directory: string, clock: Clock): Promise<ObjectStore> {
  return new ValidatedObjectStore(await DiskObjectStore.open(directory, clock.now()));
}

/** Looks at the store that the settings name; nothing to say of local disk. With `fix`, mends what can be mended from here. */
export async function examineStorage(
  { storage, http }: Pick<Settings, 'storage' | 'http'>,
  { fix = false } = {},
): Promise<StoreFinding[]> {
  if (storage.driver !== 's3') return [];
  const { examineS3 } = await import('./adapters/s3/examination.js');
  return examineS3(storage, new URL(http.publicUrl).origin, fix);
}

/** Who needs no client of such a store does not load it. */
async function openRemote(settings: Extract<Settings['storage'], { driver: 's3' }>): Promise<Stores> {
  const { openS3 } = await import('./adapters/s3/open-s3.js');
  return openS3(settings);
}

async function openDisk(directory: string, clock: Clock): Promise<Stores> {
  const objects = await DiskObjectStore.open(directory, clock.now());
  const multipart = await DiskMultipartStore.open(directory, objects, clock);
  return { objects, multipart, receiver: new DiskPartReceiver(multipart) };
}

const STORES = Symbol('Stores');
const face = <K extends keyof Stores>(provide: unknown, name: K) => ({
  provide: provide as symbol,
  useFactory: (stores: Stores) => stores[name],
  inject: [STORES],
});

@Module({})
export class StorageModule {
  static register(settings: Pick<Settings, 'storage'>): DynamicModule {
    return {
      module: StorageModule,
      global: true,
      providers: [
        {
          provide: STORES,
          useFactory: (clock: Clock) => openStores(settings.storage, clock),
          inject: [Clock],
        },
        face(ObjectStore, 'objects'),
        face(MultipartStore, 'multipart'),
        face(PartReceiver, 'receiver'),
      ],
      exports: [ObjectStore, MultipartStore, PartReceiver],
    };
  }
}
