import { Module } from '@nestjs/common';
import { Catalogue, loadCatalogue } from './catalogue/index.js';
import { TaxonomyController } from './taxonomy.controller.js';
import { Taxonomy } from './taxonomy.service.js';

@Module({
  controllers: [TaxonomyController],
  providers: [{ provide: Catalogue, useFactory: loadCatalogue }, Taxonomy],
  exports: [Taxonomy],
})
export class TaxonomyModule {}
