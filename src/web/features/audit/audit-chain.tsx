import { CheckCircleOutlined, ExclamationCircleOutlined, SafetyCertificateOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { readAuditStanding, verifyAudit, type AuditStanding } from '../../api/audit.js';
import { keys } from '../../api/keys.js';
import { useErrorText } from '../../ui/error-text.js';
import { formatMoment } from '../../ui/format.js';

/** Whether the record is whole: sealed how far, what waits for its seal, and the last verification. */
export function AuditChain() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const errorText = useErrorText();
  const query = useQuery({
    queryKey: keys.auditStanding,
    queryFn: readAuditStanding,
    refetchInterval: 15_000,
  });
  const verify = useMutation({
    mutationFn: verifyAudit,
    onSuccess: (standing) => client.setQueryData(keys.auditStanding, standing),
  });
  const failed = verify.error ?? query.error;
  const standing = query.data;
  const broken = (standing?.verified?.faults.length ?? 0) > 0;
  return (
    <section
      className={broken ? 'audit-chain audit-chain-broken' : 'audit-chain'}
      aria-label={t('audit.chain')}
    >
      <SafetyCertificateOutlined aria-hidden className="audit-seal" />
      <div className="grow" role="status">
        {standing ? (
          <Words standing={standing} />
        ) : (
          <b>{failed ? errorText(failed) : t('audit.chainReading')}</b>
        )}
        {standing && failed && <p className="small audit-bad">{errorText(failed)}</p>}
      </div>
      <Button onClick={() => verify.mutate()} loading={verify.isPending}>
        {t('audit.verify')}
      </Button>
    </section>
  );
}

function Words({ standing: { head, unsealed, verified } }: { standing: AuditStanding }) {
  const { t } = useTranslation();
  return (
    <>
      <b>
        {head ? t('audit.sealed', { seq: head.seq }) : t('audit.nothingSealed')}
        {unsealed.count > 0 && ` ${t('audit.unsealed', { count: unsealed.count })}`}
      </b>
      <p className="small">
        {verified === null && <span className="muted">{t('audit.neverVerified')}</span>}
        {verified?.faults.length === 0 && (
          <span className="audit-good">
            <CheckCircleOutlined aria-hidden />{' '}
            {t('audit.whole', { seq: verified.seq, time: formatMoment(verified.at) })}
          </span>
        )}
        {verified && verified.faults.length > 0 && (
          <span className="audit-bad">
            <ExclamationCircleOutlined aria-hidden />{' '}
            {t('audit.broken', { count: verified.faults.length, time: formatMoment(verified.at) })}{' '}
            {verified.faults
              .slice(0, 5)
              .map(({ seq, fault }) => `${t(`audit.fault.${fault}`)}${seq === null ? '' : ` #${seq}`}`)
              .join(t('app.comma'))}
          </span>
        )}
      </p>
    </>
  );
}
