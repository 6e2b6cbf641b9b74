import { EllipsisOutlined, SettingOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { actOnPlan, type PlanAct, type PlanView } from '../../api/plans.js';
import { SchoolBadge } from '../../ui/resource-meta.js';
import { PlanPlace, PlanProgress, PlanStateTag, PlanTerm } from './plan-words.js';
import { PlanSettings } from './plan-settings.js';
import type { PlanActing } from './use-plan-act.js';

/** What asks before it is done. */
const ASKED: ReadonlySet<PlanAct> = new Set(['close', 'remove']);

/** What a plan is, how far it is, and what its organizers can do with it. */
export function PlanHead({ plan, acting }: { plan: PlanView; acting: PlanActing }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const navigate = useNavigate();
  const [setting, setSetting] = useState(false);
  const others = plan.organizers.map(({ name }) => name).filter((name) => name !== plan.author.name);
  const run = async (act: PlanAct) => {
    const done = t(`plans.done.${act}`);
    if ((await acting.act({ send: () => actOnPlan(plan.id, plan.rev, act), done })) && act === 'remove')
      void navigate('/plans');
  };
  const begin = (act: PlanAct) => {
    if (!ASKED.has(act)) return void run(act);
    modal.confirm({
      title: t(`plans.ask.${act as 'close'}`),
      content: t(`plans.askText.${act as 'close'}`),
      okText: t(`plans.act.${act}`),
      okButtonProps: { danger: act === 'remove' },
      onOk: () => run(act),
    });
  };
  const rest = plan.acts.filter((act) => act !== 'start');
  return (
    <header className="plan-head">
      <Link to="/plans" className="small">
        {t('plans.title')}
      </Link>
      <div className="row-wrap plan-head-row">
        <h1 className="grow">
          {plan.title} <PlanStateTag state={plan.state} />
        </h1>
        {plan.acts.includes('start') && (
          <Button type="primary" loading={acting.busy} onClick={() => begin('start')}>
            {t('plans.act.start')}
          </Button>
        )}
        {plan.organizes && plan.state !== 'closed' && (
          <Button icon={<SettingOutlined aria-hidden />} onClick={() => setSetting(true)}>
            {t('plans.settings')}
          </Button>
        )}
        {rest.length > 0 && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: rest.map((act) => ({
                key: act,
                label: t(`plans.act.${act}`),
                danger: act === 'remove',
                onClick: () => begin(act),
              })),
            }}
          >
            <Button icon={<EllipsisOutlined aria-hidden />} aria-label={t('actions.more')} />
          </Dropdown>
        )}
      </div>
      <p className="row-wrap muted small">
        <SchoolBadge school={plan.school} />
        <span>
          <PlanPlace plan={plan} />
        </span>
        <span>
          <PlanTerm plan={plan} />
        </span>
        <span>{t('plans.organizedBy', { names: [plan.author.name, ...others].join(t('app.comma')) })}</span>
      </p>
      {plan.state === 'preparing' && <p className="plan-note">{t('plans.preparingNote')}</p>}
      {plan.summary && <p className="plan-summary">{plan.summary}</p>}
      <PlanProgress plan={plan} />
      {setting && <PlanSettings plan={plan} acting={acting} onClose={() => setSetting(false)} />}
    </header>
  );
}
