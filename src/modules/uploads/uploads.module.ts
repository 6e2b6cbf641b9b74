import { Module } from '@nestjs/common';
import { FilesModule } from '../files/index.js';
import { ResourcesModule } from '../resources/index.js';
import { HeldParts } from './held-parts.js';
import { PartRefusals } from './part-refusals.js';
import { PartsController } from './parts.controller.js';
import { QuotaController } from './quota.controller.js';
import { RawBodies } from './raw-bodies.js';
import { UploadCompleter } from './upload-completer.js';
import { UploadCreator } from './upload-creator.js';
import { UploadCleaner, UploadOutcome } from './upload-outcome.js';
import { UploadRemains, VerifyingLeftovers } from './upload-remains.js';
import { UploadSweep } from './upload-sweep.js';
import { UploadEnding, UploadVerifier } from './upload-verifier.js';
import { UploadsController } from './uploads.controller.js';
import { UploadsAudited } from './uploads.audited.js';
import { UploadsJobs } from './uploads.jobs.js';
import { UploadsRepository } from './uploads.repository.js';
import { UploadsService } from './uploads.service.js';

@Module({
  imports: [FilesModule, ResourcesModule],
  controllers: [UploadsController, PartsController, QuotaController],
  providers: [
    UploadsRepository,
    UploadsService,
    UploadCreator,
    UploadCompleter,
    HeldParts,
    PartRefusals,
    UploadOutcome,
    UploadCleaner,
    UploadVerifier,
    UploadEnding,
    UploadSweep,
    UploadRemains,
    VerifyingLeftovers,
    UploadsAudited,
    UploadsJobs,
    RawBodies,
  ],
  exports: [UploadSweep],
})
export class UploadsModule {}
