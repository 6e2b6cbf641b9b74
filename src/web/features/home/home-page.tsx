import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { readResources } from '../../api/resources.js';
import { useSession } from '../../app/session.js';
import { useCanUpload } from '../../ui/use-can-upload.js';
import { useTitle } from '../../ui/use-title.js';
import { MineCorner } from './mine-corner.js';
import { NewestSection } from './newest-section.js';
import { PreparationCorner } from './preparation-corner.js';
import { QuickSubjects } from './quick-subjects.js';
import { QuickUpload } from './quick-upload.js';
import './home.css';

/** What is new in my subject, what of mine is under way, and short ways to find and to upload. */
export function HomePage() {
  const { t } = useTranslation();
  const { user } = useSession();
  const canUpload = useCanUpload();
  useTitle(undefined);
  const mine = useQuery({
    queryKey: [...keys.resources('mine'), 'corner'],
    queryFn: () => readResources('mine', undefined, 20),
  });
  return (
    <div className="page home">
      <header className="home-head">
        <h1>{t(`home.greeting.${partOfDay(new Date().getHours())}`, { name: user.name })}</h1>
        <QuickSubjects />
      </header>
      <div className="home-body">
        <NewestSection />
        <aside className="home-side" aria-label={t('home.mine')}>
          {canUpload && <QuickUpload />}
          <PreparationCorner />
          <MineCorner cards={mine.data?.items} failed={mine.isError} retry={() => void mine.refetch()} />
        </aside>
      </div>
    </div>
  );
}

function partOfDay(hour: number): 'morning' | 'afternoon' | 'evening' {
  if (hour >= 5 && hour < 12) return 'morning';
  return hour >= 12 && hour < 18 ? 'afternoon' : 'evening';
}
