import { Module } from '@nestjs/common';
import { StorageModule } from '../../platform/storage/storage.module.js';
import { FileDelivery } from './file-delivery.js';
import { FileService } from './file.service.js';
import { FileSweep } from './file-sweep.js';
import { FilesRepository } from './files.repository.js';
import { Renderings } from './renderings.js';

@Module({
  imports: [StorageModule],
  providers: [FilesRepository, FileService, Renderings, FileDelivery, FileSweep],
  exports: [FileService, Renderings, FileDelivery, FileSweep],
})
export class FilesModule {}
