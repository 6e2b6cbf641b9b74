import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MINUTE } from '../../kernel/clock.js';
import { Database, type Tx } from '../../platform/database/database.port.js';
import { JobRegistry, Outbox } from '../../platform/queue/index.js';
import { blobAdded, FileService } from '../files/index.js';
import { DocumentProcessor } from './document-processor.js';
import { ImageProcessor } from './image-processor.js';
import { ProcessingFailures } from './processing-failures.js';
import {
  blobOf,
  encodeLadder,
  JOB_OF_KIND,
  openVideo,
  renderDocument,
  renderImage,
  renderSound,
  type BlobPayload,
} from './processing.jobs.js';
import { SoundProcessor } from './sound-processor.js';
import { NOBODY, Unhurried } from './unhurried.js';
import { VideoProcessor } from './video-processor.js';

/** One processor for each way of making things visible. */
@Injectable()
export class Processors {
  constructor(
    readonly documents: DocumentProcessor,
    readonly images: ImageProcessor,
    readonly videos: VideoProcessor,
    readonly sounds: SoundProcessor,
  ) {}
}

/** Hands every job of this module to its processor. */
@Injectable()
export class ProcessingHandlers implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly outbox: Outbox,
    private readonly database: Database,
    private readonly failures: ProcessingFailures,
    private readonly unhurried: Unhurried,
    private readonly files: FileService,
    private readonly processors: Processors,
  ) {}

  onModuleInit(): void {
    // A job that died leaves a file without a preview, never one that waits or is "processing" for ever.
    const onDead = (tx: Tx, p: BlobPayload) => this.failures.died(tx, p.sha256);
    this.registry.on(
      blobAdded,
      { name: 'processing.dispatch', attempts: 20, timeoutMs: MINUTE, priority: 0, key: blobOf },
      (p) => this.dispatch(p),
      { onDead },
    );
    const { documents, images, videos, sounds } = this.processors;
    this.registry.handle(renderDocument, ({ sha256 }, context) => documents.run(sha256, context), { onDead });
    this.registry.handle(renderImage, ({ sha256 }, context) => images.run(sha256, context), { onDead });
    this.registry.handle(openVideo, (p, context) => videos.open(p, context), { onDead });
    this.registry.handle(encodeLadder, ({ sha256 }, context) => videos.encode(sha256, context), { onDead });
    this.registry.handle(renderSound, ({ sha256 }, context) => sounds.run(sha256, context), { onDead });
  }

  private async dispatch({ sha256, ...asked }: BlobPayload): Promise<void> {
    const blob = await this.files.blob(this.database.reader, sha256);
    if (!blob) return;
    const job = JOB_OF_KIND[blob.kind];
    const askedBy = this.unhurried.has(sha256) ? NOBODY : asked.askedBy;
    if (job)
      await this.database.transaction((tx) => this.outbox.add(tx, job, { sha256, askedBy }, { askedBy }));
    else await this.failures.nothingToShow(sha256);
  }
}
