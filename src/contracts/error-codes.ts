/**
 * Every code that an answer of ours may carry, with its HTTP status. Codes are stable: the client holds a
 * sentence in each language for every one of them (src/web/i18n), and a test compares the two lists.
 */
export const ERROR_STATUS = {
  // general
  invalid_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  rev_conflict: 412,
  rev_required: 428,
  too_large: 413,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
  // identity
  wrong_credentials: 401,
  password_too_weak: 422,
  password_change_required: 403,
  login_name_taken: 409,
  setup_closed: 404,
  setup_code_wrong: 403,
  // organization
  name_taken: 409,
  interval_invalid: 422,
  last_admin: 409,
  // uploads and files
  file_empty: 422,
  file_name_invalid: 422,
  file_too_large: 413,
  quota_exceeded: 413,
  upload_expired: 410,
  upload_incomplete: 409,
  part_size_wrong: 422,
  part_number_invalid: 422,
  signature_invalid: 403,
  size_mismatch: 422,
  checksum_mismatch: 422,
  type_mismatch: 422,
  type_refused: 422,
  // a note, never an answer: the file is accepted under its real type
  extension_corrected: 422,
  archive_unsafe: 422,
  image_too_large: 422,
  document_encrypted: 422,
  document_damaged: 422,
  document_too_long: 422,
  video_without_picture: 422,
  media_damaged: 422,
  media_refused: 422,
  converter_missing: 422,
  processing_timeout: 422,
  processing_out_of_memory: 422,
  processing_failed: 422,
  // resources
  title_required: 422,
  type_required: 422,
  stage_subject_mismatch: 422,
  taxonomy_unknown: 422,
  audience_invalid: 422,
  files_not_ready: 409,
  nothing_to_publish: 422,
  state_conflict: 409,
  consent_required: 422,
  link_invalid: 422,
  // search
  query_too_long: 422,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;
