import type { UploadView } from '../../contracts/index.js';
import type { UploadRecord } from './uploads.repository.js';

const iso = (instant: number) => new Date(instant).toISOString();

/** An upload as pages show it. */
export function uploadView(upload: UploadRecord): UploadView {
  return {
    id: upload.id,
    fileName: upload.fileName,
    size: upload.size,
    lastModified: upload.lastModified,
    partSize: upload.partSize,
    partCount: upload.partCount,
    state: upload.state as UploadView['state'],
    failure: upload.failure,
    createdAt: iso(upload.createdAt),
    expiresAt: iso(upload.expiresAt),
    fileId: upload.fileId,
  };
}
