import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { bookParams, booksQuery, guessRequest } from '../../contracts/index.js';
import { CurrentActor, Permission } from '../../http/index.js';
import type { Actor } from '../../kernel/actor.js';
import { Taxonomy } from './taxonomy.service.js';

@Controller('api/v1')
@ApiTags('taxonomy')
@Permission('signed-in')
export class TaxonomyController {
  constructor(private readonly taxonomy: Taxonomy) {}

  @Get('taxonomy')
  @Header('Cache-Control', 'private, max-age=300')
  view() {
    return this.taxonomy.view();
  }

  @Get('books')
  @Header('Cache-Control', 'private, max-age=300')
  books(@Query({ schema: booksQuery }) query: z.output<typeof booksQuery>) {
    return { items: this.taxonomy.books(query) };
  }

  @Get('books/:bookId/chapters')
  @Header('Cache-Control', 'private, max-age=300')
  chapters(@Param({ schema: bookParams }) { bookId }: z.output<typeof bookParams>) {
    return this.taxonomy.chapters(bookId);
  }

  @Post('taxonomy/guesses')
  @HttpCode(200)
  guesses(@CurrentActor() actor: Actor, @Body({ schema: guessRequest }) body: z.output<typeof guessRequest>) {
    const subject = actor.memberships.find((m) => m.subject !== null)?.subject;
    return this.taxonomy.guesses(body.fileNames, subject ? { subject } : {});
  }
}
