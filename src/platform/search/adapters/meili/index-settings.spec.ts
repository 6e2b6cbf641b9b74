import { INDEX_SETTINGS, settingsToChange } from './index-settings.js';

describe('index settings', () => {
  it('are left alone where the server has them, with defaults of its own beside', () => {
    const present = structuredClone({
      ...INDEX_SETTINGS,
      typoTolerance: { ...INDEX_SETTINGS.typoTolerance, disableOnWords: [] },
      faceting: { ...INDEX_SETTINGS.faceting, sortFacetValuesBy: { '*': 'alpha' as const } },
      synonyms: {},
    });
    expect(settingsToChange(present)).toBeNull();
  });

  it('name what differs, and only that', () => {
    expect(
      settingsToChange({ ...INDEX_SETTINGS, searchableAttributes: ['*'], rankingRules: ['words'] }),
    ).toEqual({
      searchableAttributes: INDEX_SETTINGS.searchableAttributes,
      rankingRules: INDEX_SETTINGS.rankingRules,
    });
    expect(settingsToChange({ ...INDEX_SETTINGS, localizedAttributes: null })).toEqual({
      localizedAttributes: INDEX_SETTINGS.localizedAttributes,
    });
  });
});
