import { Injectable } from '@nestjs/common';
import {
  MultipartStore,
  ObjectStore,
  UploadNotFoundError,
  type UploadedPart,
} from '../../platform/storage/storage.port.js';
import { sizeOfPart } from './part-plan.js';
import type { UploadRecord } from './uploads.repository.js';

/** What the store holds of an upload. */
@Injectable()
export class HeldParts {
  constructor(
    private readonly objects: ObjectStore,
    private readonly multipart: MultipartStore,
  ) {}

  /** The parts held. All of them when the store has joined them already and a crash came before we noted it. */
  async of(upload: UploadRecord): Promise<UploadedPart[]> {
    if (upload.storeUploadId === null) return [];
    try {
      return await this.multipart.listParts(upload.objectKey, upload.storeUploadId);
    } catch (error) {
      if (!(error instanceof UploadNotFoundError)) throw error;
      const joined = await this.objects.head(upload.objectKey);
      return joined?.size === upload.size ? plannedParts(upload) : [];
    }
  }
}

function plannedParts(upload: UploadRecord): UploadedPart[] {
  return Array.from({ length: upload.partCount }, (_, i) => ({
    number: i + 1,
    size: sizeOfPart(i + 1, upload.size, upload),
    etag: '',
  }));
}
