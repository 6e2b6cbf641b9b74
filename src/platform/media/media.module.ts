import { join } from 'node:path';
import { Module, type DynamicModule } from '@nestjs/common';
import type { Settings } from '../../config/settings.js';
import { SandboxModule } from '../sandbox/sandbox.module.js';
import { ToolRunner } from '../sandbox/sandbox.port.js';
import { ContentInspector } from './adapters/content-inspector.js';
import { LocalDocumentTool } from './adapters/document/local-document-tool.js';
import { SharpImageTool } from './adapters/image/sharp-image-tool.js';
import { LocalPdfPrinter } from './adapters/print/local-pdf-printer.js';
import { ToolLocator } from './adapters/tools/tool-locator.js';
import { FfmpegAudioTool } from './adapters/video/ffmpeg-audio-tool.js';
import { FfmpegVideoTool } from './adapters/video/ffmpeg-video-tool.js';
import { LocalWatermarker } from './adapters/watermark/local-watermarker.js';
import { AudioTool } from './audio.port.js';
import { DocumentTool } from './document.port.js';
import { ImageTool } from './image.port.js';
import { FileInspector } from './inspector.port.js';
import { MediaTools } from './media-tools.port.js';
import { PdfPrinter } from './pdf-printer.port.js';
import { VideoTool } from './video.port.js';
import { Watermarker } from './watermark.port.js';

/** Everything that looks at or into uploaded files, with the sandbox its tools run in. */
@Module({})
export class MediaModule {
  static register(settings: Pick<Settings, 'media' | 'dataDir'>): DynamicModule {
    const { ffmpegPath, ffprobePath, sofficePath } = settings.media;
    const paths = { ffmpegPath, ffprobePath, sofficePath, cacheDirectory: join(settings.dataDir, 'tools') };
    const tool = [ToolRunner, ToolLocator];
    return {
      module: MediaModule,
      global: true,
      imports: [SandboxModule.register(join(settings.dataDir, 'jobs'))],
      providers: [
        { provide: ToolLocator, useFactory: () => new ToolLocator(paths) },
        { provide: MediaTools, useExisting: ToolLocator },
        { provide: FileInspector, useClass: ContentInspector },
        { provide: Watermarker, useClass: LocalWatermarker },
        {
          provide: DocumentTool,
          useFactory: (runner: ToolRunner, locator: ToolLocator) => new LocalDocumentTool(runner, locator),
          inject: tool,
        },
        {
          provide: PdfPrinter,
          useFactory: (runner: ToolRunner) => new LocalPdfPrinter(runner),
          inject: [ToolRunner],
        },
        {
          provide: ImageTool,
          useFactory: (runner: ToolRunner) => new SharpImageTool(runner),
          inject: [ToolRunner],
        },
        {
          provide: VideoTool,
          useFactory: (runner: ToolRunner, locator: ToolLocator) =>
            new FfmpegVideoTool(runner, locator, settings.media.encoderThreads),
          inject: tool,
        },
        {
          provide: AudioTool,
          useFactory: (runner: ToolRunner, locator: ToolLocator) => new FfmpegAudioTool(runner, locator),
          inject: tool,
        },
      ],
      exports: [
        MediaTools,
        FileInspector,
        DocumentTool,
        ImageTool,
        VideoTool,
        AudioTool,
        Watermarker,
        PdfPrinter,
      ],
    };
  }
}
