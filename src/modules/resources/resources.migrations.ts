import { tableMigration } from '../../platform/database/schema.js';

export const resourcesMigrations = [
  tableMigration(700, {
    name: 'resource',
    columns: {
      id: 'id',
      rev: 'int',
      school_id: 'id',
      author_id: 'id',
      state: 'varchar(20)',
      title: 'varchar(200)',
      description: 'text',
      type: 'varchar(40)?',
      stage: 'varchar(40)?',
      subject: 'varchar(40)?',
      grade: 'varchar(40)?',
      book_id: 'varchar(80)?',
      chapter_id: 'varchar(120)?',
      tags: 'json',
      link_url: 'text?',
      audience: 'json?',
      published_at: 'instant?',
      trashed_at: 'instant?',
      created_at: 'instant',
      updated_at: 'instant',
    },
    primary: ['id'],
    indexes: { ix_resource_author: ['author_id', 'updated_at', 'id'], ix_resource_trashed: ['trashed_at'] },
  }),
  tableMigration(701, {
    name: 'resource_file',
    columns: { resource_id: 'id', file_id: 'id', position: 'int' },
    primary: ['resource_id', 'file_id'],
    indexes: { ix_resource_file_file: ['file_id'] },
  }),
  tableMigration(702, {
    name: 'resource_upload',
    columns: { upload_id: 'id', resource_id: 'id', position: 'int' },
    primary: ['upload_id'],
    indexes: { ix_resource_upload_resource: ['resource_id'] },
  }),
  tableMigration(703, {
    name: 'resource_tag',
    columns: { resource_id: 'id', tag_key: 'varchar(60)', tag: 'varchar(60)' },
    primary: ['resource_id', 'tag_key'],
    indexes: { ix_resource_tag_key: ['tag_key', 'resource_id'] },
  }),
];
