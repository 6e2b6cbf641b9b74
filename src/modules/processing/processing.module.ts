import { Module } from '@nestjs/common';
import { FilesModule } from '../files/index.js';
import { ResourcesModule } from '../resources/index.js';
import { DocumentProcessor } from './document-processor.js';
import { ImageProcessor } from './image-processor.js';
import { ProcessingFailures } from './processing-failures.js';
import { ProcessingHandlers, Processors } from './processing.handlers.js';
import { ProcessingNews } from './processing-news.js';
import { RenderingRuns } from './rendering-run.js';
import { SoundProcessor } from './sound-processor.js';
import { Unhurried } from './unhurried.js';
import { VideoProcessor } from './video-processor.js';

@Module({
  imports: [FilesModule, ResourcesModule],
  providers: [
    ProcessingNews,
    ProcessingFailures,
    RenderingRuns,
    DocumentProcessor,
    ImageProcessor,
    VideoProcessor,
    SoundProcessor,
    Processors,
    Unhurried,
    ProcessingHandlers,
  ],
  exports: [Unhurried],
})
export class ProcessingModule {}
