import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { DropZone } from '../upload/drop-zone.js';
import { uploadBatch } from '../upload/use-batch.js';

/** Files dropped or chosen here begin to travel at once; what is to be said of them is asked on the upload page. */
export function QuickUpload() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <section className="home-quick" aria-label={t('home.quickUpload')}>
      <DropZone
        look="corner"
        onFiles={(found) => {
          uploadBatch().addFiles(found);
          void navigate('/upload');
        }}
      />
    </section>
  );
}
