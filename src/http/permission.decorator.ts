import { SetMetadata } from '@nestjs/common';

export const PERMISSION = 'lianke:permission';
export type Permission = 'public' | 'signed-in';

/** Open to everybody. The only way past the guard without a session. */
export const Public = () => SetMetadata(PERMISSION, 'public' satisfies Permission);
/** Open to signed-in people; what they may do with which object is asked of access inside the use case. */
export const Permission = (permission: Exclude<Permission, 'public'>) => SetMetadata(PERMISSION, permission);
