/**
 * Copies the text of a field. Browsers give pages without HTTPS no clipboard: there the field is selected and copied
 * the old way. False when neither worked: the text is left selected, to be copied by hand.
 */
export async function copyFrom(field: HTMLInputElement | null): Promise<boolean> {
  if (!field) return false;
  try {
    // Absent on plain HTTP, whatever the type says.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    if (clipboard) {
      await clipboard.writeText(field.value);
      return true;
    }
  } catch {
    // refused by the browser: the old way may still do
  }
  field.focus();
  field.select();
  // Deprecated, and the only way there is on plain HTTP.
  return document.execCommand('copy');
}
