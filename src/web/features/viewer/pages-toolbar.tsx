import {
  AlignLeftOutlined,
  FullscreenExitOutlined,
  FullscreenOutlined,
  LeftOutlined,
  RightOutlined,
  ZoomInOutlined,
  ZoomOutOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FileView } from '../../api/resources.js';
import { useIsPhone } from '../../ui/use-is-phone.js';

interface Props {
  file: FileView;
  page: number;
  zoom: number;
  full: boolean;
  showText: boolean;
  onPage: (page: number) => void;
  /** 1 nearer, -1 farther, 0 as wide as the frame */
  onZoom: (by: number) => void;
  onFull: () => void;
  onText: () => void;
}

export function PagesToolbar({ file, page, zoom, full, showText, onPage, onZoom, onFull, onText }: Props) {
  const { t } = useTranslation();
  const { preview } = file;
  const words = !useIsPhone();
  return (
    <div className="pages-tools" role="toolbar" aria-label={t('viewer.tools')}>
      <span className="row">
        <Button
          type="text"
          icon={<LeftOutlined aria-hidden />}
          aria-label={t('viewer.previousPage')}
          disabled={page <= 1}
          onClick={() => onPage(page - 1)}
        />
        <span className="pages-number" aria-live="polite">
          {page} / {preview.pageCount ?? preview.pages}
        </span>
        <Button
          type="text"
          icon={<RightOutlined aria-hidden />}
          aria-label={t('viewer.nextPage')}
          disabled={page >= preview.pages}
          onClick={() => onPage(page + 1)}
        />
      </span>
      <span className="row pages-zoom">
        {!full && (
          <>
            <Button
              type="text"
              icon={<ZoomOutOutlined aria-hidden />}
              aria-label={t('viewer.smaller')}
              onClick={() => onZoom(-1)}
            />
            <button
              type="button"
              className="plain-button pages-percent"
              onClick={() => onZoom(0)}
              aria-label={t('viewer.fitWidth')}
            >
              {Math.round(zoom * 100)}%
            </button>
            <Button
              type="text"
              icon={<ZoomInOutlined aria-hidden />}
              aria-label={t('viewer.larger')}
              onClick={() => onZoom(1)}
            />
          </>
        )}
        {preview.hasText && !full && (
          <Button
            type={showText ? 'primary' : 'text'}
            icon={<AlignLeftOutlined aria-hidden />}
            aria-pressed={showText}
            aria-label={t('viewer.text')}
            onClick={onText}
          >
            {words && t('viewer.text')}
          </Button>
        )}
        {document.fullscreenEnabled && (
          <Button
            type="text"
            icon={full ? <FullscreenExitOutlined aria-hidden /> : <FullscreenOutlined aria-hidden />}
            aria-label={t(full ? 'viewer.exitFullscreen' : 'viewer.present')}
            onClick={onFull}
          >
            {words && t(full ? 'viewer.exitFullscreen' : 'viewer.present')}
          </Button>
        )}
      </span>
    </div>
  );
}
