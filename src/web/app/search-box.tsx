import { CloseCircleFilled, SearchOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { AutoComplete, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { suggest } from '../api/discovery.js';
import { useDebounced } from '../ui/use-debounced.js';
import { useIsPhone } from '../ui/use-is-phone.js';

/** The one search box: suggestions while typing; Enter searches, keeping the filters of a search that is open. */
export function SearchBox() {
  const { t } = useTranslation();
  const phone = useIsPhone();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [params] = useSearchParams();
  const searching = pathname === '/search';
  const shown = searching ? (params.get('text') ?? '') : '';
  const [text, setText] = useState(shown);
  const [open, setOpen] = useState(false);
  const typed = useDebounced(text.trim(), 150);
  const [seen, setSeen] = useState(shown);
  if (seen !== shown) {
    setSeen(shown);
    setText(shown);
  }

  const { data } = useQuery({
    queryKey: ['suggest', typed],
    queryFn: ({ signal }) => suggest(typed, signal),
    enabled: open && typed.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

  const go = (words: string) => {
    setOpen(false);
    const next = searching ? new URLSearchParams(params) : new URLSearchParams();
    next.delete('preview');
    if (words.trim()) next.set('text', words.trim());
    else next.delete('text');
    void navigate(`/search?${next.toString()}`);
  };

  const options = typed ? (data?.items ?? []).map((value) => ({ value })) : [];
  return (
    <form
      role="search"
      className="search-box"
      onSubmit={(event) => {
        event.preventDefault();
        go(text);
      }}
    >
      <AutoComplete
        value={text}
        options={options}
        open={open && options.length > 0}
        onOpenChange={setOpen}
        defaultActiveFirstOption={false}
        onChange={(value: string) => {
          setText(value);
          setOpen(true);
        }}
        onSelect={(value: string) => go(value)}
      >
        <Input
          size="large"
          allowClear={{ clearIcon: <CloseCircleFilled aria-label={t('shell.searchEmpty')} /> }}
          maxLength={200}
          prefix={<SearchOutlined aria-hidden />}
          placeholder={t(phone ? 'shell.searchShort' : 'shell.searchHint')}
          aria-label={t('shell.search')}
          enterKeyHint="search"
          onPressEnter={(event) => {
            // an option chosen with the arrow keys is taken by onSelect
            if (event.currentTarget.getAttribute('aria-activedescendant') && open && options.length > 0)
              return;
            go(event.currentTarget.value);
          }}
        />
      </AutoComplete>
    </form>
  );
}
