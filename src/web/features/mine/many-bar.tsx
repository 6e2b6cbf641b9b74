import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResourceCard } from '../../api/resources.js';
import { ManyAudienceDialog } from './many-audience-dialog.js';

interface Props {
  cards: ResourceCard[];
  /** null while nothing is being chosen */
  chosen: ReadonlySet<string> | null;
  onChoose: (chosen: ReadonlySet<string> | null) => void;
}

/** Choosing several of mine, and what can be done with them. */
export function ManyBar({ cards, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const [changing, setChanging] = useState(false);
  if (chosen === null)
    return (
      <div className="many-bar">
        <Button onClick={() => onChoose(new Set())}>{t('many.select')}</Button>
      </div>
    );
  const published = cards.filter((card) => card.state === 'published');
  return (
    <div className="many-bar" role="group" aria-label={t('many.select')}>
      <strong role="status">{t('many.chosen', { count: chosen.size })}</strong>
      <Button type="link" onClick={() => onChoose(new Set(published.map((card) => card.id)))}>
        {t('many.all')}
      </Button>
      <Button type="primary" disabled={chosen.size === 0} onClick={() => setChanging(true)}>
        {t('many.change')}
      </Button>
      <Button onClick={() => onChoose(null)}>{t('many.none')}</Button>
      {changing && (
        <ManyAudienceDialog
          cards={cards.filter((card) => chosen.has(card.id))}
          onClose={(changed) => {
            setChanging(false);
            if (changed) onChoose(null);
          }}
        />
      )}
    </div>
  );
}
