import { NoticeEntity } from './notice.entity.js';

export { NoticeBoardModule } from './notice-board.module.js';
export { NoticeBoard, type News, type NoticeListener } from './notice-board.js';
export { NoticeKinds, type NoticeKindOwner, type NoticeWords } from './notice-kinds.js';
export { noticesMigrations } from './notices.migrations.js';
export { NoticesRepository, type NoticeRecord } from './notices.repository.js';

export const noticesEntities = [NoticeEntity];
