const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it stands in HTML, in attributes too: nothing in it acts. Control characters go; lines stay apart. */
export function escapeHtml(text: string): string {
  return text
    .replace(/[^\P{Cc}\n\t]|[\ud800-\udfff\ufffe\uffff]/gu, '')
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
}

/** The same with a break for every line of the text. */
export function escapeLines(text: string): string {
  return escapeHtml(text).replace(/\n/g, '<br/>');
}
