import { ContentKeyEntity } from './content-key.entity.js';
import { QuotaEntity } from './quota.entity.js';
import { BlobEntity, FileEntity, FileTextEntity, RenderingEntity } from './files.entity.js';

export { attachment, downloadName } from './content-disposition.js';
export { ContentAddresses, type Bond } from './content-addresses.js';
export { emptyDetails, isUsable } from './file-view.js';
export { FileDelivery, type Recipient } from './file-delivery.js';
export { blobKey, FileService, type NewFile } from './file.service.js';
export { FileSweep, type SweepReport } from './file-sweep.js';
export { blobAdded, textReady } from './files.events.js';
export { type BlobTraits, type Failure, type RenderingDetails } from './files.entity.js';
export { filesMigrations } from './files.migrations.js';
export { FilesModule } from './files.module.js';
export { type BlobRecord, type FileRecord, type RenderingRecord } from './files.repository.js';
export { OriginalBytes, type OriginalFacts } from './original-bytes.js';
export { QuotaService, type QuotaHolder } from './quota.service.js';
export { renditionOf } from './rendition-path.js';
export { Renderings, type RenderingChange } from './renderings.js';
export { zipStream, type ZipEntry, type ZipStream } from './zip-stream.js';
export const filesEntities = [
  BlobEntity,
  FileEntity,
  RenderingEntity,
  FileTextEntity,
  QuotaEntity,
  ContentKeyEntity,
];
