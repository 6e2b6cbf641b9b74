/** A resource of the demo whose author puts another link in the place of what it had, after it was collected. */
export interface DemoRenewal {
  key: string;
  resource: string;
  linkUrl: string;
}

/** What has an earlier version: collections that hold it fast go on showing that one. */
export const DEMO_RENEWALS: readonly DemoRenewal[] = [
  {
    key: 'gengxin-phet-dianlu',
    resource: 'lian-phet-dianlu',
    linkUrl: 'https://phet.colorado.edu/zh_CN/simulations/circuit-construction-kit-dc-virtual-lab',
  },
];
