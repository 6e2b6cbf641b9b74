import { Button, Input, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { CopyField } from '../../ui/copy-field.js';

/** Without letters and digits that are mistaken for each other when read out. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

export function makePassword(): string {
  const bytes = crypto.getRandomValues(new Uint32Array(12));
  const letters = Array.from(bytes, (b) => ALPHABET[b % ALPHABET.length]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`;
}

interface Props {
  id?: string;
  value?: string;
  onChange?: (password: string) => void;
}

/** Shown in clear: it is read out to the person, who must change it at the first login. */
export function InitialPassword({ id, value = '', onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Space.Compact block>
      <Input
        id={id}
        value={value}
        maxLength={128}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange?.(event.target.value)}
      />
      <Button onClick={() => onChange?.(makePassword())}>{t('org.makePassword')}</Button>
    </Space.Compact>
  );
}

/** What somebody has to be told so that they can log in: shown this once, to be copied or read out. */
export function PasswordToTell({ loginName, password }: { loginName: string; password: string }) {
  const { t } = useTranslation();
  return (
    <div className="org-told">
      <p>{t('org.loginNameOf', { loginName })}</p>
      <div className="field">
        <span>{t('org.initialPassword')}</span>
        <CopyField value={password} label={t('org.initialPassword')} />
      </div>
      <p className="muted">{t('org.initialPasswordHint')}</p>
    </div>
  );
}
