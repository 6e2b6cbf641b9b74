import type { AudiencePart } from '../../../contracts/index.js';
import type { Id } from '../../../kernel/ids.js';
import type { DirectoryNames } from '../../organization/index.js';

/** What a part is called and in which school it lies (empty for schools and groups); the name of what is gone is empty. */
export function partName(part: AudiencePart, names: DirectoryNames): { name: string; place: string } {
  const school = (id: Id | undefined) => (id === undefined ? '' : (names.schools.get(id)?.name ?? ''));
  switch (part.kind) {
    case 'user':
      return { name: names.people.get(part.id) ?? '', place: school(part.schoolId) };
    case 'team': {
      const team = names.teams.get(part.id);
      return { name: team?.name ?? '', place: school(team?.schoolId) };
    }
    case 'department': {
      const department = names.departments.get(part.id);
      return { name: department?.name ?? '', place: school(department?.schoolId) };
    }
    case 'school':
      return { name: school(part.id), place: '' };
    case 'group':
      return { name: names.groups.get(part.id) ?? '', place: '' };
  }
}
