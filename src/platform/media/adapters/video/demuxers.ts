import { AppError } from '../../../../kernel/errors.js';

/** The one demuxer for each ending that the inspector gives. Playlist formats (hls, dash, concat …) are not among them. */
const DEMUXERS: Readonly<Record<string, string>> = {
  mp4: 'mov',
  mov: 'mov',
  '3gp': 'mov',
  m4a: 'mov',
  webm: 'matroska',
  mkv: 'matroska',
  avi: 'avi',
  flv: 'flv',
  ts: 'mpegts',
  mpg: 'mpeg',
  wmv: 'asf',
  ogv: 'ogg',
  ogg: 'ogg',
  mp3: 'mp3',
  aac: 'aac',
  wav: 'wav',
  flac: 'flac',
  amr: 'amr',
  aif: 'aiff',
};

/**
 * The arguments before and including `-i`: this demuxer and no other, local files only. Without them a playlist that
 * calls itself MP4 makes ffmpeg read other files and addresses.
 */
export function inputArgs(path: string, extension: string): string[] {
  const demuxer = DEMUXERS[extension];
  if (demuxer === undefined) throw new AppError('media_refused', { reason: extension });
  return [
    ...['-protocol_whitelist', 'file', '-format_whitelist', demuxer, '-f', demuxer],
    ...(demuxer === 'mov' ? ['-enable_drefs', '0', '-use_absolute_path', '0'] : []),
    ...['-i', `file:${path}`],
  ];
}
