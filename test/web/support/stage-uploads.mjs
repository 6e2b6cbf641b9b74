import * as stage from './stage-data.mjs';
import { unsent } from './stage-resources.mjs';
import * as contracts from '../../../dist/contracts/index.js';

const uploadView = ({ parts: _p, ...rest }) => rest;
const notFound = { status: 404, body: { code: 'not_found' } };
const day = 864e5;

/** An upload that a page closed too early left behind. */
const interrupted = (fileName, size, resourceId = null) => ({
  id: stage.uid(),
  fileName,
  size,
  lastModified: null,
  partSize: 2 ** 24,
  partCount: Math.ceil(size / 2 ** 24),
  state: 'uploading',
  failure: null,
  createdAt: new Date(Date.now() - day).toISOString(),
  expiresAt: new Date(Date.now() + day).toISOString(),
  fileId: null,
  parts: [],
  resourceId,
});

/** The upload protocol, taking bytes and forgetting them. */
export function uploadRoutes({ uploads, scene, say }) {
  return [
    [
      'GET',
      /^\/uploads$/,
      () => [
        contracts.uploadList,
        {
          items: [
            ...uploads.values(),
            ...(scene().interrupted
              ? [
                  interrupted('一元二次方程 公开课录像.mp4', 1.8e9, unsent.id),
                  interrupted('期中复习 课件.pptx', 4.2e7),
                ]
              : []),
          ].map((upload) => ({ resourceId: null, ...uploadView(upload) })),
        },
      ],
    ],
    [
      'POST',
      /^\/uploads$/,
      ({ body }) => {
        if (body.size === 0) return { status: 422, body: { code: 'file_empty' } };
        if (scene().full) return { status: 422, body: { code: 'quota_exceeded' } };
        const partSize = 256 * 1024;
        const upload = {
          id: stage.uid(),
          fileName: body.fileName,
          size: body.size,
          lastModified: body.lastModified ?? null,
          partSize,
          partCount: Math.ceil(body.size / partSize),
          state: 'uploading',
          failure: null,
          createdAt: new Date().toISOString(),
          expiresAt: new Date(Date.now() + 864e5).toISOString(),
          fileId: null,
          parts: [],
        };
        uploads.set(upload.id, upload);
        return [contracts.uploadDetail, upload, 201];
      },
    ],
    [
      'GET',
      /^\/uploads\/([^/]+)$/,
      ({ match }) => (uploads.has(match[1]) ? [contracts.uploadDetail, uploads.get(match[1])] : notFound),
    ],
    ['DELETE', /^\/uploads\/([^/]+)$/, ({ match }) => (uploads.delete(match[1]), null)],
    [
      'POST',
      /^\/uploads\/([^/]+)\/parts$/,
      ({ match, body }) => [
        contracts.signPartsResponse,
        {
          parts: body.numbers.map((number) => ({
            number,
            size: 0,
            url: `/api/v1/put/${match[1]}/${number}`,
          })),
          expiresAt: new Date(Date.now() + 9e5).toISOString(),
        },
      ],
    ],
    [
      'PUT',
      /^\/put\/([^/]+)\/(\d+)$/,
      ({ match, size }) =>
        scene().stuck
          ? new Promise(() => undefined)
          : (uploads.get(match[1])?.parts.push({ number: Number(match[2]), size }), null),
    ],
    [
      'POST',
      /^\/uploads\/([^/]+)\/complete$/,
      ({ match }) => {
        const upload = uploads.get(match[1]);
        upload.state = 'verifying';
        setTimeout(() => {
          upload.state = 'stored';
          upload.fileId = stage.uid();
          say('upload', { upload: uploadView(upload) });
        }, 800);
        return [contracts.uploadView, uploadView(upload), 202];
      },
    ],
  ];
}
