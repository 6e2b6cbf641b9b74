import { escapeHtml, escapeLines } from './html.js';

describe('text in HTML', () => {
  it('opens no tag and ends no attribute', () => {
    expect(escapeHtml(`<script>"a" & 'b'</script>`)).toBe(
      '&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;',
    );
  });

  it('has no control characters, and whole letters only', () => {
    expect(escapeHtml('a\u0000\u001b\u007f\ud83db\tc')).toBe('ab\tc');
    expect(escapeHtml('😀')).toBe('😀');
  });

  it('keeps its lines', () => {
    expect(escapeLines('一\n<二>')).toBe('一<br/>&lt;二&gt;');
  });
});
