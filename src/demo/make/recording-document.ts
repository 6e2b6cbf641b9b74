import type { Recording } from '../content/extras.js';
import type { DocumentModel } from './blocks.js';
import { box, heading, items, subtitle, title } from './blocks.js';
import type { Writer } from './lesson-documents.js';

/** The written record of a lesson: facts, dialogue, comment. */
export function recordingDocument(recording: Recording, writer: Writer): DocumentModel {
  return {
    title: recording.title,
    creator: writer.name,
    header: `${writer.school}　课堂实录`,
    blocks: [
      title(recording.title),
      subtitle(`${writer.school}　${writer.name}`),
      box(recording.facts),
      heading('一、课堂实录'),
      ...recording.turns.map((turn) => ({ kind: 'item' as const, text: turn })),
      heading('二、教研组点评'),
      ...items(recording.comment),
    ],
  };
}
