import type { ResourceView } from '../../api/resources.js';
import { FilesPane, type Beginning } from './files-pane.js';
import { ResourceFacts } from './resource-facts.js';
import './resource.css';

/** The viewer and the facts, for looking at a resource from a list. */
export function ResourcePeek({ resource, begin }: { resource: ResourceView; begin?: Beginning | undefined }) {
  return (
    <div className="peek">
      <FilesPane resource={resource} begin={begin} />
      <ResourceFacts resource={resource} />
    </div>
  );
}
