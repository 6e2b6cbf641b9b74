import { Module, type DynamicModule } from '@nestjs/common';
import type { Settings } from '../../config/settings.js';
import { Clock } from '../../kernel/clock.js';
import { DiskMultipartStore, DiskPartReceiver } from './adapters/disk/disk-multipart-store.js';
import { DiskObjectStore } from './adapters/disk/disk-object-store.js';
import { MultipartStore, ObjectStore, PartReceiver } from './storage.port.js';
import { ValidatedMultipartStore, ValidatedObjectStore } from './validated-stores.js';

/** The three faces of one store. */
interface Stores {
  objects: ObjectStore;
  multipart: MultipartStore;
  receiver: PartReceiver;
}

/** Opens the store that the settings name, behind the checks that hold for every store. */
export async function openStores(settings: Settings['storage'], clock: Clock): Promise<Stores> {
  const objects = await DiskObjectStore.open(settings.directory, clock.now());
  const multipart = await DiskMultipartStore.open(settings.directory, objects, clock);
  return {
    objects: new ValidatedObjectStore(objects),
    multipart: new ValidatedMultipartStore(multipart),
    receiver: new DiskPartReceiver(multipart),
  };
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
