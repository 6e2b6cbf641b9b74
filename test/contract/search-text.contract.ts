import type {
  Fragment,
  SearchDocument,
  SearchEngine,
  SearchHit,
} from '../../src/platform/search/search.port.js';
import { document, NO_FACETS, NOW, query } from './search-model.js';

const marked = (fragments: Fragment[]): string[] => fragments.filter((f) => f.hit).map((f) => f.text);
const joined = (fragments: Fragment[]): string => fragments.map((f) => f.text).join('');

/** The part of the search contract that is about words: what finds what, in which order, and what is marked. */
export function searchTextContract(current: () => SearchEngine): void {
  const put = (...documents: SearchDocument[]): Promise<void> => current().apply(documents, []);
  const ids = async (text: string, prefix = false): Promise<string[]> =>
    (await current().search(query(text, { prefix, limit: 100 }))).hits.map((hit) => hit.id);
  const onlyHit = async (text: string): Promise<SearchHit> => {
    const { hits } = await current().search(query(text));
    expect(hits).toHaveLength(1);
    return hits[0]!;
  };

  describe('words', () => {
    it('finds by title, tag, description, context and text inside, the weightier place first', async () => {
      await put(
        document('body', { title: '甲', body: '本节介绍电磁感应。' }),
        document('description', { title: '乙', description: '本节介绍电磁感应。' }),
        document('context', { title: '丙', context: '第二章 电磁感应', body: '本节介绍其他内容。' }),
        document('tag', { title: '丁', tags: ['电磁感应'], body: '本节介绍其他内容。' }),
        document('title', { title: '电磁感应', body: '本节介绍其他内容。' }),
      );
      expect(await ids('电磁感应')).toEqual(['title', 'tag', 'context', 'description', 'body']);
    });

    it('puts what bears a quality mark before what says as much, and never before what says clearly more', async () => {
      const facets = (mark: string): SearchDocument['facets'] => ({ ...NO_FACETS, mark });
      const same = { title: '电磁感应', body: '本节介绍其他内容。' };
      const earlier = { publishedAt: NOW - 10 };
      await put(
        document('plain', same),
        document('school', { ...same, ...earlier, facets: facets('school') }),
        document('group', { ...same, ...earlier, publishedAt: NOW - 20, facets: facets('group') }),
        document('tag', { ...same, title: '丁', tags: ['电磁感应'], facets: facets('group') }),
        document('body', { title: '甲', body: '本节介绍电磁感应。', facets: facets('group') }),
      );
      expect(await ids('电磁感应')).toEqual(['group', 'school', 'plain', 'tag', 'body']);
      // several words are weighed against each other: it stays the same
      expect((await ids('电磁感应 本节')).slice(0, 4)).toEqual(['group', 'school', 'plain', 'tag']);
    });

    it('wants every word, wherever in the document each stands', async () => {
      await put(
        document('both', { title: '平行四边形', body: '面积的计算方法' }),
        document('first', { title: '平行四边形的性质' }),
        document('second', { title: '面积' }),
      );
      expect(await ids('平行四边形 面积')).toEqual(['both']);
      expect(await ids('平行四边形面积')).toEqual(['both']);
      expect(await ids('面积 alpha')).toEqual([]);
    });

    it('finds Chinese words inside longer ones, across cuts, single characters and names in no dictionary', async () => {
      await put(document('a', { title: '中华人民共和国成立', body: '主讲人欧阳娜莎老师研究生命科学' }));
      for (const text of ['人民', '共和国', '华人', '成', '欧阳娜莎', '娜莎', '研究生', '生命', '命科']) {
        expect([text, await ids(text)]).toEqual([text, ['a']]);
      }
      for (const text of ['民国', '莎娜', '华民']) expect([text, await ids(text)]).toEqual([text, []]);
    });

    it('does not ask for words that say nothing beside others that do', async () => {
      await put(document('a', { title: '鲁迅作品' }), document('b', { title: '的' }));
      expect(await ids('鲁迅的作品')).toEqual(['a']);
      expect(await ids('的')).toEqual(['b']);
    });

    it('answers a question with what holds most of it', async () => {
      await put(
        document('a', { title: '光合作用', body: '光合作用需要阳光、水和二氧化碳。' }),
        document('b', { title: '欧姆定律' }),
      );
      expect(await ids('光合作用需要什么条件？')).toEqual(['a']);
    });

    it('folds case, diacritics, width and traditional characters on both sides', async () => {
      await put(
        document('latin', { title: 'Café RÉSUMÉ' }),
        document('wide', { title: 'ＡＢＣ１２３' }),
        document('traditional', { title: '幾何圖形' }),
        document('simplified', { title: '学习方法' }),
      );
      expect(await ids('cafe resume')).toEqual(['latin']);
      expect(await ids('abc123')).toEqual(['wide']);
      expect(await ids('几何图形')).toEqual(['traditional']);
      expect(await ids('學習')).toEqual(['simplified']);
    });

    it('finds English by stem, Chinese and English mixed, and numbers', async () => {
      await put(document('a', { title: 'Solving linear equations: 2024年Unit 3' }));
      for (const text of ['equation', 'solve', 'LINEAR equations', '2024', '2024年', 'unit3', 'units 3']) {
        const expectedIds = text === 'unit3' ? [] : ['a'];
        expect([text, await ids(text)]).toEqual([text, expectedIds]);
      }
    });

    it('takes the last word as a beginning while it is typed, and only then', async () => {
      await put(document('a', { title: 'Photosynthesis experiments' }), document('b', { title: '光合作用' }));
      for (const text of ['pho', 'photosynthesi', 'Photosynthesis', 'photosynthesis exper', '光合作']) {
        expect([text, await ids(text, true)]).toEqual([text, [text.startsWith('光') ? 'b' : 'a']]);
      }
      expect(await ids('pho')).toEqual([]);
      expect(await ids('pho experiments', true)).toEqual([]);
    });

    it.each([
      '"',
      "'",
      '"unclosed',
      'a OR b',
      'NEAR(a b)',
      'title:a',
      'a*',
      '^a',
      '-a',
      'a AND',
      'NOT',
      '{a}',
      '(',
      'a + b',
      'a\u0000b',
      '\u0000',
      '%',
      '_',
      '\\',
      '; DROP TABLE docs',
      '\ud800',
      '😀',
      '<b>a</b>',
      '${a}',
    ])('takes %j as plain text', async (text) => {
      await put(document('a', { title: 'qqq 无关' }));
      await expect(current().search(query(text))).resolves.toMatchObject({ total: 0 });
      await expect(current().suggest(text, query(''), 5)).resolves.toEqual([]);
    });

    it('takes 10,000 characters without an error', async () => {
      await put(document('a', { title: 'qqq 无关' }));
      for (const text of ['字'.repeat(10_000), 'x'.repeat(10_000), 'a b '.repeat(2_500)]) {
        expect((await current().search(query(text))).total).toBe(0);
      }
    });

    it('finds nothing for only punctuation and everything, newest first, for nothing', async () => {
      await put(document('a', { title: '甲' }), document('b', { title: '乙', publishedAt: NOW + 1 }));
      expect(await ids('！？…《》--**')).toEqual([]);
      expect(await ids('  ')).toEqual(['b', 'a']);
    });

    it('puts the phrase before its words apart, and the short title before the long one', async () => {
      await put(
        document('apart', { body: '分子的运动与结构的变化' }),
        document('phrase', { body: '结构的变化与分子运动呢' }),
      );
      expect((await ids('分子运动'))[0]).toBe('phrase');
      await put(
        document('long', { title: '细胞核在遗传中的作用以及相关实验的设计与分析讨论' }),
        document('short', { title: '细胞核' }),
      );
      expect(await ids('细胞核')).toEqual(['short', 'long']);
    });
  });

  describe('marks', () => {
    it('marks what matched in the title, joined where it touches, and keeps the title as written', async () => {
      await put(document('a', { title: '《勾股定理》之 Proofs — 證明方法' }));
      const { title } = await onlyHit('勾股定理 proof 证明');
      expect(joined(title)).toBe('《勾股定理》之 Proofs — 證明方法');
      expect(marked(title)).toEqual(['勾股定理', 'Proofs', '證明']);
    });

    it('joins marks that touch', async () => {
      await put(document('a', { title: '平行四边形面积' }));
      expect(marked((await onlyHit('平行四边形 面积')).title)).toEqual(['平行四边形面积']);
    });

    it('shows the best passage of at most 160 characters, and none when only other places matched', async () => {
      const filler = '这里是一些无关的文字，用来把正文拉长。'.repeat(60);
      await put(
        document('a', {
          title: '讲义',
          body: `${filler}牛顿第一定律。${filler}惯性与牛顿第二定律的关系。${filler}`,
        }),
        document('b', { title: '向心力', body: filler }),
      );
      const { snippet } = await onlyHit('牛顿 惯性');
      expect(joined(snippet)).toContain('惯性与牛顿第二定律的关系');
      expect(joined(snippet).length).toBeLessThanOrEqual(160);
      expect(marked(snippet)).toEqual(expect.arrayContaining(['惯性', '牛顿']));
      expect((await onlyHit('向心力')).snippet).toEqual([]);
    });

    it('gives text, never markup', async () => {
      await put(document('a', { title: '<img src=x onerror=alert(1)> 力学', body: '<script>力学</script>' }));
      const { title, snippet } = await onlyHit('力学');
      expect(joined(title)).toBe('<img src=x onerror=alert(1)> 力学');
      expect(joined(snippet)).toBe('<script>力学</script>');
      expect(marked(snippet)).toEqual(['力学']);
    });

    it('never cuts a character in two', async () => {
      await put(document('a', { title: '表情', body: '😀'.repeat(200) + '力学' + '😀'.repeat(200) }));
      const text = joined((await onlyHit('力学')).snippet);
      expect(text).toContain('力学');
      expect(text).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/);
    });
  });

  describe('suggestions', () => {
    it('completes from titles and tags in sight: what begins so first, tags before titles, each once', async () => {
      await put(
        document('a', { title: '勾股定理的证明', tags: ['勾股定理'] }),
        document('b', { title: '趣谈勾股', tags: ['勾股定理', '几何'] }),
        document('c', { title: '勾股数', audience: ['s:9'] }),
        document('d', { title: '欧几里得', body: '勾股' }),
      );
      const sight = { principals: ['g:1'], now: NOW, excludeIds: [] };
      expect(await current().suggest('勾股', sight, 5)).toEqual(['勾股定理', '勾股定理的证明', '趣谈勾股']);
      expect(await current().suggest('勾股', sight, 1)).toEqual(['勾股定理']);
      expect(await current().suggest('', sight, 5)).toEqual([]);
    });
  });
}
