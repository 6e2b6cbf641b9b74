import { UploadEntity } from './upload.entity.js';

export { UploadCompleter } from './upload-completer.js';
export { UploadCreator } from './upload-creator.js';
export { UploadSweep, type UploadSweepReport } from './upload-sweep.js';
export { uploadStored } from './uploads.events.js';
export { uploadsMigrations } from './uploads.migrations.js';
export { UploadsModule } from './uploads.module.js';
export { UploadsService } from './uploads.service.js';
export const uploadsEntities = [UploadEntity];
