/**
 * One or two characters for a school's badge: the first two of what its name has beyond the beginning it shares with
 * its group's (青禾梧桐里小学 in 青禾教育集团 → 梧桐), initials for names in Latin letters.
 */
export function badgeOf(schoolName: string, groupName: string): string {
  const name = [...schoolName.trim()];
  const group = [...groupName.trim()];
  let shared = 0;
  while (shared < name.length && name[shared] === group[shared]) shared += 1;
  const rest = shared >= 2 && shared < name.length ? name.slice(shared) : name;
  const text = rest.join('').trim();
  if (/^[\p{Script=Latin}\d]/u.test(text)) {
    const initials = text.split(/\s+/u).map((word) => [...word][0]!.toUpperCase());
    return initials.slice(0, 2).join('');
  }
  return [...text].slice(0, 2).join('');
}
