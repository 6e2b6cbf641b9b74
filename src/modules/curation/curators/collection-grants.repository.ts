import { Injectable } from '@nestjs/common';
import { GrantRows } from '../../resources/index.js';
import { CollectionGrantEntity } from '../collections/collection.entity.js';

/** Rights to collections that were given by name. */
@Injectable()
export class CollectionGrantsRepository extends GrantRows<CollectionGrantEntity> {
  constructor() {
    super(CollectionGrantEntity, 'collectionId');
  }
}
