import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

type Value = ['boolean', boolean] | ['int', number] | ['string', string] | ['short', number];

/**
 * Settings of a LibreOffice profile that executes nothing and fetches nothing (names from LibreOffice's
 * officecfg schemas). The proxy that nobody listens on is for machines where the network cannot be cut off.
 */
const SETTINGS: readonly [path: string, name: string, value: Value][] = [
  ['org.openoffice.Office.Common/Security/Scripting', 'MacroSecurityLevel', ['int', 3]],
  ['org.openoffice.Office.Common/Security/Scripting', 'DisableMacrosExecution', ['boolean', true]],
  ['org.openoffice.Office.Common/Security/Scripting', 'DisablePythonRuntime', ['boolean', true]],
  ['org.openoffice.Office.Common/Security/Scripting', 'DisableActiveContent', ['boolean', true]],
  ['org.openoffice.Office.Common/Security/Scripting', 'DisableOLEAutomation', ['boolean', true]],
  ['org.openoffice.Office.Common/Security/Scripting', 'BlockUntrustedRefererLinks', ['boolean', true]],
  ['org.openoffice.Office.Common/Security/Scripting', 'CheckDocumentEvents', ['boolean', true]],
  ['org.openoffice.Office.Common/Load', 'UpdateDocMode', ['int', 0]],
  ['org.openoffice.Office.Common/Misc', 'FirstRun', ['boolean', false]],
  ['org.openoffice.Office.Common/Misc', 'CrashReport', ['boolean', false]],
  ['org.openoffice.Office.Common/Save/Document', 'AutoSave', ['boolean', false]],
  ['org.openoffice.Office.Recovery/AutoSave', 'Enabled', ['boolean', false]],
  ['org.openoffice.Office.Recovery/RecoveryInfo', 'Enabled', ['boolean', false]],
  ['org.openoffice.Office.Writer/Content/Update', 'Link', ['int', 0]],
  ['org.openoffice.Office.Calc/Content/Update', 'Link', ['int', 1]],
  ['org.openoffice.Office.Java/VirtualMachine', 'Enable', ['boolean', false]],
  [
    "org.openoffice.Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments",
    'AutoCheckEnabled',
    ['boolean', false],
  ],
  ['org.openoffice.Setup/Office', 'ooSetupInstCompleted', ['boolean', true]],
  ['org.openoffice.Inet/Settings', 'ooInetProxyType', ['int', 2]],
  ['org.openoffice.Inet/Settings', 'ooInetHTTPProxyName', ['string', '127.0.0.1']],
  ['org.openoffice.Inet/Settings', 'ooInetHTTPProxyPort', ['int', 9]],
  ['org.openoffice.Inet/Settings', 'ooInetHTTPSProxyName', ['string', '127.0.0.1']],
  ['org.openoffice.Inet/Settings', 'ooInetHTTPSProxyPort', ['int', 9]],
  ['org.openoffice.Inet/Settings', 'ooInetNoProxy', ['string', '']],
];

/** Writes a fresh user profile below `directory` and returns it as a file URL. */
export async function writeOfficeProfile(directory: string): Promise<string> {
  const user = join(directory, 'profile', 'user');
  await mkdir(user, { recursive: true });
  const items = SETTINGS.map(
    ([path, name, [, value]]) =>
      `<item oor:path="/${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`,
  );
  const xml = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    ...items,
    '</oor:items>',
  ].join('\n');
  await writeFile(join(user, 'registrymodifications.xcu'), xml);
  return `file://${join(directory, 'profile').split('/').map(encodeURIComponent).join('/')}`;
}
