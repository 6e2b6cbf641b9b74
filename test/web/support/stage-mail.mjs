import * as contracts from '../../../dist/contracts/index.js';

const PACES = [
  { sort: 'reviews', pace: 'usual', urgent: true },
  { sort: 'preparation', pace: 'usual', urgent: true },
  { sort: 'collections', pace: 'daily', urgent: false },
  { sort: 'rights', pace: 'none', urgent: false },
];

/** What the stage answers about mail: `scene.mail` says how it stands with the address, 'off' that nobody has set mail up. */
export const mailRoutes = ({ scene }) => {
  const address = () => {
    const { mail = 'confirmed' } = scene();
    if (mail === 'off' || mail === 'none') return { ready: mail !== 'off', address: null, state: 'none' };
    const state = mail === 'stopped' ? 'confirmed' : mail;
    return { ready: true, address: 'wang.min.of.a.rather.long.name@chenguang-first-school.example', state };
  };
  const own = () => [contracts.mailView, { ...address(), stopped: scene().mail === 'stopped', paces: PACES }];
  const ended = { status: 410, body: { code: 'mail_link_ended' } };
  return [
    ['GET', /^\/me\/mail$/, own],
    ['PUT', /^\/me\/mail\/address$/, () => ((scene().mail = 'unconfirmed'), own())],
    ['POST', /^\/me\/mail\/confirmation$/, ({ body }) => (/ended/.test(body.token) ? ended : own())],
    ['PATCH', /^\/me\/mail$/, own],
    ['GET', /^\/people\/[^/]+\/mail$/, () => [contracts.mailAddressView, address()]],
    ['PUT', /^\/people\/[^/]+\/mail\/address$/, () => [contracts.mailAddressView, address()]],
    ['POST', /^\/mail\/unsubscribe\/gone$/, () => ({ status: 404, body: { code: 'not_found' } })],
    ['POST', /^\/mail\/unsubscribe\/[^/]+$/, () => null],
  ];
};
