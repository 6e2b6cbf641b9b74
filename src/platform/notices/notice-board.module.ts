import { Module, type DynamicModule } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { LiveBus } from '../live/index.js';
import { NoticeBoard } from './notice-board.js';
import { NoticeKinds } from './notice-kinds.js';
import { NoticesRepository } from './notices.repository.js';

/** What people are told: `NoticeBoard` to write, `NoticeKinds` to say what a notice means. Needs `LiveBus` and `Clock` from global modules. */
@Module({})
export class NoticeBoardModule {
  static register(): DynamicModule {
    return {
      module: NoticeBoardModule,
      global: true,
      providers: [
        NoticesRepository,
        NoticeKinds,
        {
          provide: NoticeBoard,
          inject: [NoticesRepository, LiveBus, Clock],
          useFactory: (repository: NoticesRepository, live: LiveBus, clock: Clock) =>
            new NoticeBoard(repository, live, clock),
        },
      ],
      exports: [NoticeBoard, NoticeKinds, NoticesRepository],
    };
  }
}
