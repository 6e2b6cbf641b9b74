import { S3Client, type S3Place } from './s3-client.js';
import { S3MultipartStore, S3PartReceiver } from './s3-multipart-store.js';
import { S3ObjectStore } from './s3-object-store.js';
import { tryAddresses, tryStore, type S3Settings } from './s3-start.js';

/** The two ways to the bucket: ours, and the one that browsers take. */
export function clientsOf(settings: S3Settings): { client: S3Client; open: S3Client } {
  const { region, bucket, accessKey, secretKey, pathStyle } = settings;
  const place = (endpoint: string): S3Place => ({
    endpoint,
    region,
    bucket,
    accessKey,
    secretKey,
    pathStyle,
  });
  const client = new S3Client(place(settings.endpoint));
  return { client, open: new S3Client(place(settings.publicEndpoint), client.clock) };
}

/** Opens the bucket that the settings name. Throws one plain sentence (`StoreStartError`) when it cannot be used. */
export async function openS3(
  settings: S3Settings,
): Promise<{ objects: S3ObjectStore; multipart: S3MultipartStore; receiver: S3PartReceiver }> {
  const { client, open } = clientsOf(settings);
  await tryStore(client, settings);
  await tryAddresses(open, settings);
  const objects = new S3ObjectStore(client, open, settings.bucket);
  const multipart = new S3MultipartStore(client, open, settings.bucket, objects);
  return { objects, multipart, receiver: new S3PartReceiver() };
}
