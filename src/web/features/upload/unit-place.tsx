import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { readChapters, type ChapterNodeView } from '../../api/taxonomy.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import '../editor/editor.css';
import { PlaceFields, type Place } from '../editor/place-fields.js';
import { placeOf, type SharedFields, type Unit } from './batch-types.js';

const NOWHERE: Place = { stage: null, subject: null, grade: null, bookId: null, chapterId: null };

interface Props {
  unit: Unit;
  shared: SharedFields;
  onChange: (place: Place) => void;
}

/** Where one resource will stand, down to the chapter, when that is not what was chosen for all; it can be corrected. */
export function UnitPlace({ unit, shared, onChange }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const place = placeOf(unit, shared);
  const words = usePlaceWords(place);
  if (!place || place === shared) return null;
  const said = unit.place ? 'upload.placed' : unit.kept ? 'upload.kept' : 'upload.guessed';
  const full: Place = { ...NOWHERE, ...place };
  return (
    <>
      <p className="unit-guess">
        {words.length > 0 ? t(said, { place: words.join(' · ') }) : t('upload.nowhere')}
        <Button type="link" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'upload.placeDone' : 'upload.placeChange')}
        </Button>
        {words.length > 0 && (
          <Button type="link" size="small" onClick={() => onChange(NOWHERE)}>
            {t('upload.placeClear')}
          </Button>
        )}
      </p>
      {open && (
        <div className="unit-place">
          <PlaceFields value={full} onChange={(part) => onChange({ ...pick(full), ...part })} />
        </div>
      )}
    </>
  );
}

/** Of a guess, which says more, only the place. */
const pick = ({ stage, subject, grade, bookId, chapterId }: Place): Place => ({
  stage,
  subject,
  grade,
  bookId,
  chapterId,
});

/** Stage, grade, subject, book and chapter by their names, as far as they are known. */
function usePlaceWords(place: Place | null): string[] {
  const taxonomy = useTaxonomy();
  const { data } = useQuery({
    queryKey: keys.chapters(place?.bookId ?? ''),
    queryFn: () => readChapters(place?.bookId ?? ''),
    enabled: Boolean(place?.bookId),
    staleTime: Infinity,
  });
  if (!place) return [];
  const words = [
    taxonomy.name('stage', place.stage),
    taxonomy.name('grade', place.grade),
    taxonomy.name('subject', place.subject),
    data?.book.title ?? '',
    titleIn(data?.chapters ?? [], place.chapterId),
  ];
  return words.filter(Boolean);
}

function titleIn(nodes: readonly ChapterNodeView[], id: string | null): string {
  for (const node of nodes) {
    const title = node.id === id ? node.title : titleIn(node.children, id);
    if (title) return title;
  }
  return '';
}
