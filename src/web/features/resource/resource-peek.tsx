import type { ResourceView } from '../../api/resources.js';
import { FilesPane } from './files-pane.js';
import { ResourceFacts } from './resource-facts.js';
import './resource.css';

/** The viewer and the facts, for looking at a resource from a list. */
export function ResourcePeek({ resource }: { resource: ResourceView }) {
  return (
    <div className="peek">
      <FilesPane resource={resource} />
      <ResourceFacts resource={resource} />
    </div>
  );
}
