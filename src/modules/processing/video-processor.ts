import { Injectable } from '@nestjs/common';
import { HOUR, MINUTE } from '../../kernel/clock.js';
import { AppError } from '../../kernel/errors.js';
import { ImageTool, VideoTool, type HlsRendition, type VideoInfo } from '../../platform/media/index.js';
import { Outbox, type JobContext } from '../../platform/queue/index.js';
import { Renderings, type RenderingDetails } from '../files/index.js';
import { masterPlaylist, mediaPlaylist, type Variant } from './hls-playlist.js';
import { encodeLadder, type BlobPayload } from './processing.jobs.js';
import { RenderingRuns, type RenderingRun } from './rendering-run.js';

const RECIPE = 1;
const OPEN_DEADLINE_MS = 20 * MINUTE;
const ENCODE_DEADLINE_MS = 5 * HOUR;
/** segments stored at the same time: each waits for the disk */
const PUTS_AT_ONCE = 4;

/**
 * Films in two steps: first what takes seconds (HLS of the original's own streams, poster, scrubber strip), then the
 * smaller renditions. Between the two the film can be watched already, where its codecs allow it.
 */
@Injectable()
export class VideoProcessor {
  constructor(
    private readonly runs: RenderingRuns,
    private readonly renderings: Renderings,
    private readonly outbox: Outbox,
    private readonly tool: VideoTool,
    private readonly images: ImageTool,
  ) {}

  /** The quick step; asks for the second one in the unit that ends it. */
  open({ sha256, askedBy }: BlobPayload, context: JobContext): Promise<void> {
    return this.runs.run(sha256, context, 'fresh', async (run) => {
      const source = { path: run.local.path, extension: run.blob.extension };
      const info = await this.tool.probe(source, run.work(MINUTE, { from: 0, to: 0.02 }));
      const details: Partial<RenderingDetails> = {
        aspect: info.width / info.height,
        duration: info.durationMs / 1000,
      };
      if (info.playable) {
        const rendition = await this.tool.repackage(
          source,
          info,
          run.work(OPEN_DEADLINE_MS, { from: 0.02, to: 0.2 }),
        );
        await this.publish(run, [rendition], [], details);
        await run.change({ details, progress: 0.2 });
      }
      Object.assign(details, await this.stills(run, info));
      await run.finish({ progress: 0.25, details }, null, async (tx) => {
        await this.outbox.add(tx, encodeLadder, { sha256, askedBy }, { askedBy });
      });
    });
  }

  /** The long step: adds the renditions of the ladder to what is there. */
  encode(sha256: string, context: JobContext): Promise<void> {
    return this.runs.run(sha256, context, 'adding', async (run) => {
      const source = { path: run.local.path, extension: run.blob.extension };
      const info = await this.tool.probe(source, run.work(MINUTE, { from: 0.25, to: 0.26 }));
      const ladder = await this.tool.ladder(
        source,
        info,
        run.work(ENCODE_DEADLINE_MS, { from: 0.26, to: 0.98 }),
      );
      const before = (await this.renderings.get(sha256))?.details;
      const details: Partial<RenderingDetails> = {};
      // What an earlier attempt of this step has left is replaced, the original's own streams stay.
      const kept = (before?.qualities ?? []).filter((quality) => quality.name === 'source');
      if (ladder.length > 0) await this.publish(run, ladder, await this.variants(run, kept), details);
      await run.finish({ state: 'ready', progress: 1, failure: null, recipe: RECIPE, details }, null);
    });
  }

  private async publish(
    run: RenderingRun,
    renditions: readonly HlsRendition[],
    kept: readonly Variant[],
    details: Partial<RenderingDetails>,
  ): Promise<void> {
    for (const rendition of renditions) {
      const folder = `hls/${rendition.name}`;
      await run.put(`${folder}/${rendition.init.name}`, { path: rendition.init.path }, 'video/mp4');
      for (let i = 0; i < rendition.segments.length; i += PUTS_AT_ONCE)
        await Promise.all(
          rendition.segments
            .slice(i, i + PUTS_AT_ONCE)
            .map(({ name, path }) => run.put(`${folder}/${name}`, { path }, 'video/iso.segment')),
        );
      await run.put(
        `${folder}/index.m3u8`,
        Buffer.from(mediaPlaylist(rendition)),
        'application/vnd.apple.mpegurl',
      );
    }
    const variants = [
      ...kept,
      ...renditions.map(({ name, width, height, bandwidth }) => ({ name, width, height, bandwidth })),
    ];
    await run.put('hls/variants.json', Buffer.from(JSON.stringify(variants)), 'application/json');
    await run.put('hls/master.m3u8', Buffer.from(masterPlaylist(variants)), 'application/vnd.apple.mpegurl');
    details.playable = true;
    details.qualities = variants.map(({ name, width, height }) => ({ name, width, height }));
  }

  /** What an earlier step has written of the qualities that are kept. */
  private async variants(run: RenderingRun, kept: readonly { name: string }[]): Promise<Variant[]> {
    if (kept.length === 0) return [];
    const variants = JSON.parse((await run.read('hls/variants.json')).toString('utf8')) as Variant[];
    return variants.filter((variant) => kept.some((quality) => quality.name === variant.name));
  }

  /** Poster, thumbnail and strip; a film without them is still a film. */
  private async stills(run: RenderingRun, info: VideoInfo): Promise<Partial<RenderingDetails>> {
    try {
      const stills = await this.tool.stills(
        { path: run.local.path, extension: run.blob.extension },
        info,
        run.work(OPEN_DEADLINE_MS, { from: 0.2, to: 0.25 }),
      );
      await run.put('poster.jpg', { path: stills.poster.path }, 'image/jpeg');
      const small = await this.images.render(
        { path: stills.poster.path, extension: 'jpg' },
        run.work(MINUTE, { from: 0.24, to: 0.25 }),
      );
      await run.put('thumbnail.webp', { path: small.thumbnail.path }, 'image/webp');
      const sheet = stills.strip?.sheets[0];
      if (sheet) await run.put('strip.jpg', { path: sheet.path }, 'image/jpeg');
      const strip = stills.strip && sheet ? stills.strip : null;
      return {
        poster: true,
        thumbnail: true,
        strip: strip && {
          columns: strip.columns,
          rows: strip.rows,
          tileWidth: strip.tileWidth,
          tileHeight: strip.tileHeight,
          interval: strip.intervalMs / 1000,
        },
      };
    } catch (error) {
      if (error instanceof AppError) return {};
      throw error;
    }
  }
}
