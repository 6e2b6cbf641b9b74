import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

/** Reads the next page of a list. Where there may be none, the caller asks `hasNextPage` first. */
export function MoreButton({
  query: { fetchNextPage, isFetchingNextPage },
}: {
  query: Pick<UseInfiniteQueryResult, 'fetchNextPage' | 'isFetchingNextPage'>;
}) {
  const { t } = useTranslation();
  return (
    <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
      {t('search.more')}
    </Button>
  );
}
