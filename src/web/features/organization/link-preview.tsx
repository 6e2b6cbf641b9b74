import { useQuery } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { readLinkPreview, type LinkPreview } from '../../api/sharing.js';
import { ErrorState } from '../../ui/states.js';

interface Pair {
  schoolId: string;
  groupId: string;
}

/** What happens when a school leaves a group or joins it: for both sides, in numbers and by licence. */
export function LinkPreviewWords({ schoolId, groupId }: Pair) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: keys.linkPreview(schoolId, groupId),
    queryFn: () => readLinkPreview(schoolId, groupId),
  });
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />;
  if (query.isPending) return <div className="bone" style={{ height: 180 }} />;
  const { kind, school, group, shared, received, grants } = query.data;
  const leaving = kind === 'leaving';
  const sum = (seen: boolean) =>
    shared.filter((one) => one.seen === seen).reduce((total, one) => total + one.resources, 0);
  return (
    <div className="link-preview">
      <p className="muted small">{t('leaving.now')}</p>
      <section>
        <h3>{t('leaving.shared')}</h3>
        {shared.length === 0 ? (
          <p className="muted">{t('leaving.noneShared')}</p>
        ) : (
          <>
            <p>
              {t('leaving.others', { count: group.otherPeople, schools: group.otherSchools })}{' '}
              {leaving && (
                <strong className="link-preview-goes">{t('leaving.lose', { count: sum(false) })}</strong>
              )}
              {leaving && ' · '}
              <strong>{t(leaving ? 'leaving.keep' : 'leaving.again', { count: sum(true) })}</strong>
            </p>
            <ByLicence shared={shared} leaving={leaving} />
          </>
        )}
      </section>
      <section>
        <h3>{t('leaving.received')}</h3>
        <p>
          {t('leaving.own', { count: school.people })}{' '}
          <strong className={leaving ? 'link-preview-goes' : undefined}>
            {t(leaving ? 'leaving.lose' : 'leaving.opens', { count: received.changes })}
          </strong>
          {received.stays > 0 && (
            <>
              {' · '}
              <strong>{t('leaving.keep', { count: received.stays })}</strong>
            </>
          )}
        </p>
      </section>
      {grants > 0 && <p>{t('leaving.grants', { count: grants })}</p>}
      {leaving && <p className="muted small">{t('leaving.ownStays')}</p>}
    </div>
  );
}

function ByLicence({ shared, leaving }: { shared: LinkPreview['shared']; leaving: boolean }) {
  const { t } = useTranslation();
  const word = (seen: boolean) => {
    if (leaving) return t(seen ? 'leaving.stays' : 'leaving.goes');
    return t(seen ? 'leaving.shownAgain' : 'leaving.notShown');
  };
  return (
    <ul className="link-preview-licences">
      {shared.map(({ licence, resources, seen }) => (
        <li key={licence}>
          <span className="grow">{t(`licence.${licence}`)}</span>
          <span>{resources}</span>
          <span className={seen ? 'tone tone-green' : 'tone tone-red'}>{word(seen)}</span>
        </li>
      ))}
    </ul>
  );
}

/** The same in a window of its own, for a school that asks what would happen. */
export function LinkPreviewDialog({
  school,
  group,
  onClose,
}: {
  school: { id: string; name: string };
  group: { id: string; name: string };
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      open
      footer={null}
      width={560}
      title={t('leaving.titleLeaving', { school: school.name, group: group.name })}
      onCancel={onClose}
    >
      <LinkPreviewWords schoolId={school.id} groupId={group.id} />
    </Modal>
  );
}
