import { FilesPane, type FilesProps } from './files-pane.js';
import { ResourceFacts } from './resource-facts.js';
import './resource.css';

/** The viewer and the facts, for looking at a resource from a list. */
export function ResourcePeek(props: FilesProps) {
  return (
    <div className="peek">
      <FilesPane {...props} />
      <ResourceFacts resource={props.resource} />
    </div>
  );
}
