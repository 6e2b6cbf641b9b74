/** What stands in an index, read beside the process that keeps it. */
export interface IndexInventory {
  /** where it is, for people */
  path: string;
  /** false until a rebuild has filled an index that began empty */
  complete: boolean;
  /** id → rev */
  documents: Map<string, number>;
}
