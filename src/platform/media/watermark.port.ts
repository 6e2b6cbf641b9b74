/**
 * Draws a line of text over the whole of a picture, into its pixels, so that it is read on light and on dark. The font
 * comes with the program: Chinese is drawn on machines that have no fonts at all; a character that the font lacks
 * becomes 〓.
 */
export abstract class Watermarker {
  /** Takes a picture of our own making (WebP or JPEG), never one as somebody sent it; gives JPEG without metadata. */
  abstract draw(picture: Buffer, text: string): Promise<Buffer>;
}
