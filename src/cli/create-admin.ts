import { loadSettings } from '../config/settings.js';
import { AccountsService, PasswordHasher, requireStrongPassword } from '../modules/identity/index.js';
import { Directory, Founding, Provisioning } from '../modules/organization/index.js';
import { AuditLog } from '../platform/audit/index.js';
import { Database, type Tx } from '../platform/database/database.port.js';
import { withInstallation, type Installation } from './installation.js';
import { ask, askSecret, secretFromStdin } from './prompt.js';
import { CliError, say } from './words.js';

export interface CreateAdminOptions {
  group?: string;
  school?: string;
  login?: string;
  name?: string;
  passwordStdin?: boolean;
}

interface Person {
  loginName: string;
  name: string;
  passwordHash: string;
}

/** Makes the first administrator with the group and its core school, or one more administrator of a group. */
export async function createAdmin(options: CreateAdminOptions): Promise<void> {
  await withInstallation(loadSettings(), async (installation) => {
    const empty = !(await installation.get(AccountsService).any());
    const group = empty ? null : await existingGroup(installation, options.group);
    const groupName =
      group?.name ?? options.group ?? (await ask({ zh: '集团名称', en: 'Name of the group' }, '--group'));
    const schoolName = empty
      ? (options.school ?? (await ask({ zh: '核心校名称', en: 'Name of its core school' }, '--school')))
      : '';
    const loginName = options.login ?? (await ask({ zh: '登录名', en: 'Login name' }, '--login'));
    const name = options.name ?? (await ask({ zh: '姓名', en: 'Full name' }, '--name'));
    const password = options.passwordStdin
      ? await secretFromStdin()
      : await askSecret({ zh: '密码', en: 'Password' }, { zh: '再输一次', en: 'Once more' });
    requireStrongPassword(
      password,
      loginName,
      [groupName, schoolName].filter((word) => word !== ''),
    );
    const person = { loginName, name, passwordHash: await installation.get(PasswordHasher).hash(password) };
    await installation.get(Database).transaction(async (tx) => {
      if (group) await addAdmin(tx, installation, group.id, person);
      else await installation.get(Founding).found(tx, { groupName, schoolName, ...person, ip: null });
    });
    console.log(
      say({
        zh: `${name}（${loginName}）现在是“${groupName}”的管理员。`,
        en: `${name} (${loginName}) now administers ${groupName}.`,
      }),
    );
  });
}

async function existingGroup(
  installation: Installation,
  wanted: string | undefined,
): Promise<{ id: string; name: string }> {
  const groups = await installation.get(Directory).groups(installation.get(Database).reader);
  const named = wanted === undefined ? groups : groups.filter((group) => group.name === wanted.trim());
  if (named.length === 1) return named[0]!;
  const list = groups.map((group) => group.name);
  throw new CliError({
    zh: `请用 --group 指定其中一个集团：${list.join('、')}。`,
    en: `Name one of these groups with --group: ${list.join(', ')}.`,
  });
}

async function addAdmin(tx: Tx, installation: Installation, groupId: string, person: Person): Promise<void> {
  const account = await installation
    .get(AccountsService)
    .create(tx, { ...person, mustChangePassword: false });
  await installation
    .get(Provisioning)
    .addMembership(tx, account.id, { scope: 'group', scopeId: groupId, role: 'group_admin' });
  await installation.get(AuditLog).record(tx, {
    actorId: null,
    schoolId: null,
    action: 'admin.create',
    objectType: 'account',
    objectId: account.id,
    result: 'ok',
    ip: null,
    detail: { loginName: person.loginName, groupId },
  });
}
