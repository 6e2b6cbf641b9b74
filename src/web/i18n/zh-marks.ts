/** Quality marks. */
export const zhMarks = {
  marks: {
    title: '精品',
    open: '精品评定',
    kind: { school: '校级精品', group: '集团精品' },
    by: '{{name}}评定的{{kind}}',
    give: '评为{{kind}}（{{name}}）',
    confirm: '确认仍为{{kind}}（{{name}}）',
    take: '取消{{kind}}（{{name}}）',
    takeSend: '取消评定',
    reason: '取消的原因',
    reasonHint: '作者会收到通知，看到这个原因。',
    reasonMissing: '请写明原因',
    history: '评定记录',
    given: '{{name}} {{time}}评定',
    taken: '{{name}} {{time}}取消',
    replaced: '{{time}}内容更换，评定留在旧版本',
    state: { in_force: '有效', replaced: '内容已更换', taken: '已取消' },
    confirmLead: '更换内容之前，这份资源是{{name}}的{{kind}}。看过新内容后，可以确认它仍然是。',
    confirmSend: '确认仍为精品',
    done: { give: '已评为精品，作者会收到通知', take: '已取消，作者会收到通知' },
  },
};
