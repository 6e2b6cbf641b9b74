/** What the making process is asked for: the file number `index` of a resource, to be written to `path`. */
export interface MakeRequest {
  resource: string;
  index: number;
  path: string;
  ffmpegPath: string | null;
}

/** Its answer, in the order of asking. */
export interface MadeFile {
  path: string;
  /** why it could not be made */
  error: string | null;
}
