import { BulbOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Badge, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { CollectionView } from '../../api/collections.js';
import { useIsPhone } from '../../ui/use-is-phone.js';
import { ProposalQueue } from './proposal-queue.js';
import { queueQuery } from './queue-query.js';

/** While curating: how much was proposed that nobody has decided yet, and the way to it. */
export function QueueButton({ collection }: { collection: CollectionView }) {
  const { t } = useTranslation();
  const phone = useIsPhone();
  const [params, setParams] = useSearchParams();
  const query = useInfiniteQuery(queueQuery(collection.id, 'open'));
  const open = query.data?.pages[0]?.open ?? 0;
  const label = t('proposals.queue', { count: open });
  return (
    <>
      <Badge count={phone ? open : 0} size="small">
        <Button
          icon={<BulbOutlined aria-hidden />}
          aria-label={label}
          onClick={() => setParams({ proposals: '' }, { replace: true })}
        >
          {!phone && label}
        </Button>
      </Badge>
      {params.has('proposals') && (
        <ProposalQueue collection={collection} onClose={() => setParams({}, { replace: true })} />
      )}
    </>
  );
}
