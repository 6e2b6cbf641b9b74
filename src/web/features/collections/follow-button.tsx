import { BellFilled, BellOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { followCollection, type CollectionView } from '../../api/collections.js';
import { keys } from '../../api/keys.js';
import { useErrorText } from '../../ui/error-text.js';

/** On a published collection: hear of its changes, or no more. */
export function FollowButton({ collection: { id, following } }: { collection: CollectionView }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const follow = useMutation({
    mutationFn: () => followCollection(id, !following),
    onSuccess: () => {
      client.setQueryData<CollectionView>(keys.collection(id), (view) =>
        view ? { ...view, following: !following } : view,
      );
      void client.invalidateQueries({ queryKey: keys.allCollections });
      void message.success(t(following ? 'collectionUse.unfollowed' : 'collectionUse.followed'));
    },
    onError: (error) => void message.error(errorText(error)),
  });
  return (
    <Button
      size="large"
      icon={following ? <BellFilled aria-hidden /> : <BellOutlined aria-hidden />}
      title={t(following ? 'collectionUse.unfollow' : 'collectionUse.followHint')}
      loading={follow.isPending}
      onClick={() => follow.mutate()}
    >
      {t(following ? 'collectionUse.following' : 'collectionUse.follow')}
    </Button>
  );
}
