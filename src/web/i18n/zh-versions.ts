/** What a resource held before. */
export const zhVersions = {
  open: '历史版本',
  title: '历史版本',
  lead: '发布后每次更换文件或链接，原来的内容都会留在这里，只有能编辑它的人看得到。',
  current: '现在是第 {{number}} 版',
  none: '还没有历史版本',
  noneText: '更换文件或链接后，原来的内容会保留在这里。',
  number: '第 {{number}} 版',
  time: '{{since}} 至 {{until}}',
  by: '由{{name}}更换',
  pupils: '学生出镜',
  restore: '恢复这一版',
  remove: '彻底删除',
  ask: { restore: '恢复第 {{number}} 版？', remove: '彻底删除第 {{number}} 版？' },
  askText: {
    restore: '它的文件和链接会重新对大家可见；现在的内容会作为历史版本保留。',
    pupils: '这一版注明有学生出镜：恢复后会重新注明，没有家长同意书时只有本校看得到。',
    remove: '这一版独有的文件会被删除，无法恢复；占用的空间会释放。',
  },
  done: { restore: '已恢复第 {{number}} 版的内容', remove: '已删除第 {{number}} 版' },
};
