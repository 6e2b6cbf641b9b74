import { useRef, useState, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { boxBetween, isBox, placedAt, spotIn, type Box, type Spot } from './box.js';

/** A box that stands on a page, of a remark. */
export interface DrawnBox {
  id: string;
  box: Box;
  by: string;
  settled: boolean;
}

interface Props {
  boxes: DrawnBox[];
  /** the remark that is looked at */
  active: string | null;
  onActive: (id: string) => void;
  /** what was drawn on this page and is not said yet */
  drawn: Box | null;
  /** asked for while a box may be drawn */
  onDraw?: ((box: Box) => void) | undefined;
}

/** The boxes on a page, each leading to its remark, and drawing one. */
export function PageBoxes({ boxes, active, onActive, drawn, onDraw }: Props) {
  const { t } = useTranslation();
  const [corners, setCorners] = useState<[Spot, Spot] | null>(null);
  const surface = useRef<HTMLDivElement>(null);
  const spotOf = (event: PointerEvent) => spotIn(surface.current!.getBoundingClientRect(), event);
  const growing = corners && boxBetween(...corners);
  const shown = growing ?? drawn;
  return (
    <div className="page-boxes">
      {boxes.map(({ id, box, by, settled }) => (
        <button
          key={id}
          type="button"
          data-remark={id}
          className={settled ? 'page-box page-box-settled' : 'page-box'}
          aria-pressed={id === active}
          aria-label={t('remarks.boxBy', { name: by })}
          style={placedAt(box)}
          onClick={() => onActive(id)}
        />
      ))}
      {onDraw && (
        <div
          ref={surface}
          className="page-draw"
          onPointerDown={(event) => {
            if (event.button !== 0) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            const spot = spotOf(event);
            setCorners([spot, spot]);
          }}
          onPointerMove={(event) => corners && setCorners([corners[0], spotOf(event)])}
          onPointerCancel={() => setCorners(null)}
          onPointerUp={(event) => {
            if (!corners) return;
            const box = boxBetween(corners[0], spotOf(event));
            setCorners(null);
            if (isBox(box)) onDraw(box);
          }}
        />
      )}
      {shown && <div className="page-box page-box-new" style={placedAt(shown)} aria-hidden />}
    </div>
  );
}
