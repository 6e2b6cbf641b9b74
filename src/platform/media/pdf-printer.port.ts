/** A document of our own making. */
export interface PrintedText {
  /** HTML without scripts, pictures and anything from elsewhere; what people wrote is escaped in it */
  html: string;
  /** for the properties of the PDF */
  title: string;
  author: string;
}

/**
 * Lays text out as a PDF of A4 pages, with page numbers, links that can be followed and text that can be searched. The
 * fonts come with the program: Chinese is printed on machines that have none; a character that they lack becomes 〓.
 * Errors: AppError `too_many_requests` when too much waits already, `processing_timeout`,
 * `processing_out_of_memory`, `processing_failed`; ToolAborted after an abort.
 */
export abstract class PdfPrinter {
  abstract print(text: PrintedText, signal?: AbortSignal): Promise<Buffer>;
}
