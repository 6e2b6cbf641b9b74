import { Module } from '@nestjs/common';
import { ContentAddresses } from './content-addresses.js';
import { ContentKeys } from './content-keys.js';
import { ContentKeysRepository } from './content-keys.repository.js';
import { FileDelivery } from './file-delivery.js';
import { FileService } from './file.service.js';
import { FileSweep } from './file-sweep.js';
import { FilesJobs } from './files.jobs.js';
import { FilesRepository } from './files.repository.js';
import { MarkedPictures } from './marked-pictures.js';
import { OriginalBytes } from './original-bytes.js';
import { QuotaRepository } from './quota.repository.js';
import { QuotaService } from './quota.service.js';
import { Renderings } from './renderings.js';

@Module({
  providers: [
    FilesRepository,
    QuotaRepository,
    QuotaService,
    FileService,
    Renderings,
    ContentKeysRepository,
    ContentKeys,
    ContentAddresses,
    MarkedPictures,
    FileDelivery,
    OriginalBytes,
    FileSweep,
    FilesJobs,
  ],
  exports: [FileService, QuotaService, Renderings, FileDelivery, FileSweep, ContentAddresses, OriginalBytes],
})
export class FilesModule {}
