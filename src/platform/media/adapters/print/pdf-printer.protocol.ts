export interface PdfPrinterInput {
  /** where the HTML lies, and where the PDF is to be written */
  html: string;
  pdf: string;
  title: string;
  author: string;
}
