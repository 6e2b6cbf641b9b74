import {
  AudioOutlined,
  FileImageOutlined,
  FilePdfOutlined,
  FilePptOutlined,
  FileTextOutlined,
  FileWordOutlined,
  FileExcelOutlined,
  FileZipOutlined,
  LinkOutlined,
  VideoCameraOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import type { FileKind } from '../api/resources.js';

export const kindColor: Record<FileKind | 'link', string> = {
  document: '#2f5f9e',
  presentation: '#b4531f',
  spreadsheet: '#2c7a3f',
  pdf: '#a83a32',
  image: '#7a4f9a',
  audio: '#8a5a00',
  video: '#1c6a57',
  text: '#5d5a52',
  archive: '#6b5a3a',
  link: '#1f6f8a',
};

const icons: Record<FileKind | 'link', ComponentType<{ style?: object; 'aria-hidden'?: boolean }>> = {
  document: FileWordOutlined,
  presentation: FilePptOutlined,
  spreadsheet: FileExcelOutlined,
  pdf: FilePdfOutlined,
  image: FileImageOutlined,
  audio: AudioOutlined,
  video: VideoCameraOutlined,
  text: FileTextOutlined,
  archive: FileZipOutlined,
  link: LinkOutlined,
};

export function KindIcon({ kind, size = 16 }: { kind: FileKind | 'link'; size?: number }) {
  const Icon = icons[kind];
  return <Icon aria-hidden style={{ color: kindColor[kind], fontSize: size }} />;
}
