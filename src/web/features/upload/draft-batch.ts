import type { Place } from '../editor/place-fields.js';
import { ApiError, isApiError, isUnreached } from '../../api/errors.js';
import type { AudienceInput, ResourceView } from '../../api/resources.js';
import {
  describe,
  type DraftServer,
  emptyFields,
  freshUnit,
  type Grouping,
  guessOf,
  isDone,
  isUsable,
  type SharedFields,
  titleFromName,
  type Unit,
} from './batch-types.js';
import { announced } from './engine/announced.js';
import type { SourceFile, UploadItem } from './engine/types.js';
import { matchFiles } from './engine/matching.js';
import type { NewFile, UploadQueue } from './engine/upload-queue.js';

export interface BatchSnapshot {
  units: readonly Unit[];
  grouping: Grouping;
  shared: SharedFields;
  finishing: boolean;
  /** in whose name the resources are made: the school that was chosen when the first of them came */
  schoolId: string | undefined;
}

const SAVES_AT_ONCE = 3;

/**
 * What is being uploaded, as resources to be. A draft is made on the server soon after files are chosen, so that
 * closing the page loses no upload; publishing then only describes the drafts and sets who may see them.
 */
export class DraftBatch {
  private snapshot: BatchSnapshot = {
    units: [],
    grouping: 'each',
    shared: emptyFields,
    finishing: false,
    schoolId: undefined,
  };
  private readonly listeners = new Set<() => void>();
  private syncing: Promise<void> = Promise.resolve();
  private counter = 0;

  constructor(
    private readonly queue: UploadQueue,
    private readonly server: DraftServer,
    private readonly actingSchool: () => string | undefined,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly getSnapshot = (): BatchSnapshot => this.snapshot;

  /**
   * Files become units; those that continue an interrupted upload take up the draft that waits for it, if there is one.
   * (A page closed at once leaves an upload without.)
   */
  addFiles(files: readonly NewFile[]): void {
    const { items } = this.queue.getSnapshot();
    const known = matchFiles(
      items,
      files.map((f) => f.file as SourceFile),
    ).resumed.flatMap((r) => items.find((item) => item.key === r.key && item.resourceId) ?? []);
    this.settleSchool();
    const keys = this.queue.add(files, this.snapshot.schoolId);
    const fresh = keys
      .map((key, index) => ({ key, name: files[index]!.relativePath ?? files[index]!.file.name }))
      .filter(({ key }) => !known.some((item) => item.key === key));
    known.forEach((item) => this.takeUp(item));
    if (known.length > 0) void this.sync();
    if (fresh.length === 0) return;
    const last = this.snapshot.units.at(-1);
    if (this.snapshot.grouping === 'one' && last && last.phase === 'editing' && !last.linkUrl) {
      this.change(last.key, { uploadKeys: [...last.uploadKeys, ...fresh.map((f) => f.key)] });
    } else if (this.snapshot.grouping === 'one') {
      this.put({
        units: [
          ...this.snapshot.units,
          this.unit(
            fresh.map((f) => f.key),
            fresh[0]!.name,
          ),
        ],
      });
    } else {
      this.put({
        units: [...this.snapshot.units, ...fresh.map(({ key, name }) => this.unit([key], name))],
      });
    }
    void this.guess();
  }

  addLink(url: string, title: string): void {
    this.settleSchool();
    const unit = { ...this.unit([], title), linkUrl: url, titleTouched: true };
    this.put({ units: [...this.snapshot.units, unit] });
  }

  setShared(part: Partial<SharedFields>): void {
    this.put({ shared: { ...this.snapshot.shared, ...part } });
  }

  setUnit(key: string, part: { title?: string; type?: string | null; place?: Place | null }): void {
    this.change(key, part.title === undefined ? part : { ...part, titleTouched: true });
  }

  /** One resource per file, or all files in one: drafts made for the other way go to the trash. */
  setGrouping(grouping: Grouping): void {
    if (grouping === this.snapshot.grouping) return;
    const open = this.snapshot.units.filter((u) => u.phase === 'editing' && u.uploadKeys.length > 0);
    const rest = this.snapshot.units.filter((u) => !open.includes(u));
    const keys = open.flatMap((u) => u.uploadKeys);
    const items = this.queue.getSnapshot().items;
    const nameOf = (key: string) => {
      const item = items.find((i) => i.key === key);
      return item?.relativePath ?? item?.fileName ?? '';
    };
    this.discard(open);
    const units =
      keys.length === 0
        ? []
        : grouping === 'one'
          ? [this.unit(keys, nameOf(keys[0]!))]
          : keys.map((key) => this.unit([key], nameOf(key)));
    this.put({ grouping, units: [...rest, ...units] });
    void this.guess();
  }

  removeUpload(unitKey: string, uploadKey: string): void {
    const unit = this.unitOf(unitKey);
    this.queue.remove(uploadKey);
    const left = unit.uploadKeys.filter((k) => k !== uploadKey);
    if (left.length === 0) this.removeUnit(unitKey);
    else this.change(unitKey, { uploadKeys: left });
  }

  removeUnit(key: string): void {
    const unit = this.unitOf(key);
    unit.uploadKeys.forEach((k) => this.queue.remove(k));
    this.discard([unit]);
    this.put({ units: this.snapshot.units.filter((u) => u.key !== key) });
  }

  /** It has been submitted for review. */
  noteSubmitted(key: string): void {
    this.change(key, { phase: 'submitted', error: null });
  }

  /** Forgets what is published, submitted or saved and keeps what is still being worked on. */
  clearFinished(): void {
    const done = this.snapshot.units.filter(isDone);
    this.queue.forget(done.flatMap((u) => u.uploadKeys));
    const units = this.snapshot.units.filter((u) => !done.includes(u));
    this.put({ units, shared: units.length === 0 ? emptyFields : this.snapshot.shared });
  }

  /**
   * Makes or completes the drafts of all units whose uploads are known to the server. Calls queue up. Resolves with
   * false when the server could not be reached for one of them, so that asking again may help.
   */
  sync(): Promise<boolean> {
    let reached = true;
    this.syncing = this.syncing.then(async () => {
      for (const { key } of this.snapshot.units)
        await this.ensureDraft(key).catch((error: unknown) => {
          if (isUnreached(error)) reached = false;
        });
    });
    return this.syncing.then(() => reached);
  }

  /** Saves what has been filled in so far, so that an interruption loses none of it; false as in {@link sync}. */
  save(): Promise<boolean> {
    let reached = true;
    this.syncing = this.syncing.then(async () => {
      for (const { key } of this.snapshot.units) {
        // the whole is saved anyway when the person publishes
        if (this.snapshot.finishing) return;
        await this.saveUnit(key).catch((error: unknown) => {
          if (isUnreached(error)) reached = false;
        });
      }
    });
    return this.syncing.then(() => reached);
  }

  private async saveUnit(key: string): Promise<void> {
    const unit = this.snapshot.units.find((u) => u.key === key);
    if (!unit?.draft || unit.phase !== 'editing' || this.unread.has(key)) return;
    const body = describe(unit, this.snapshot.shared);
    const words = JSON.stringify(body);
    if (this.savedAs.get(key) === words) return;
    const { id } = unit.draft;
    await this.withRev(key, (rev) => this.server.update(id, rev, body));
    this.savedAs.set(key, words);
  }

  /**
   * Saves every open unit, and publishes it when an audience is given. A unit that fails keeps its error; one whose
   * files were all refused stays as it is.
   */
  async finish(audience: AudienceInput | null): Promise<void> {
    this.put({ finishing: true });
    await this.sync();
    const items = this.queue.getSnapshot().items;
    const open = this.snapshot.units
      .filter((u) => (u.phase === 'editing' || u.phase === 'failed') && isUsable(u, items))
      .map((u) => u.key);
    const worker = async () => {
      for (let key = open.shift(); key; key = open.shift()) await this.finishUnit(key, audience);
    };
    await Promise.all(Array.from({ length: SAVES_AT_ONCE }, worker));
    this.put({ finishing: false });
  }

  private async finishUnit(key: string, audience: AudienceInput | null): Promise<void> {
    this.change(key, { phase: 'saving', error: null });
    try {
      await announced(this.queue, () => this.snapshot.units.find((u) => u.key === key)?.uploadKeys ?? []);
      await this.inTurn(key);
      const unit = this.unitOf(key);
      if (!unit.draft) throw new ApiError('files_not_ready', 0);
      const body = describe(unit, this.snapshot.shared);
      const { id } = unit.draft;
      await this.withRev(key, (rev) => this.server.update(id, rev, body));
      if (audience) await this.withRev(key, (rev) => this.server.publish(id, rev, audience));
      this.change(key, { phase: audience ? 'published' : 'saved' });
    } catch (error) {
      this.change(key, { phase: 'failed', error, wish: audience });
    }
  }

  /** {@link ensureDraft}, one after the other with all others, so that no unit gets two drafts. */
  private inTurn(key: string): Promise<void> {
    const made = this.syncing.then(() => this.ensureDraft(key));
    this.syncing = made.catch(() => undefined);
    return made;
  }

  private async ensureDraft(key: string): Promise<void> {
    if (this.unread.has(key)) await this.readDraft(key);
    const unit = this.snapshot.units.find((u) => u.key === key);
    if (!unit) return;
    const items = this.queue.getSnapshot().items;
    const ids = unit.uploadKeys.flatMap((k) => {
      const item = items.find((i) => i.key === k);
      return item?.uploadId && item.phase !== 'failed' ? [item.uploadId] : [];
    });
    if (!unit.draft) {
      if (ids.length === 0 && !unit.linkUrl) return;
      const made = await this.server.create({
        title: unit.title,
        schoolId: this.snapshot.schoolId,
        uploadIds: ids,
        linkUrl: unit.linkUrl ?? undefined,
      });
      if (this.snapshot.units.some((u) => u.key === key)) this.noteDraft(key, made, ids);
      else await this.server.trash(made.id);
      return;
    }
    const missing = ids.filter((id) => !unit.draft?.uploadIds.includes(id));
    if (missing.length === 0) return;
    const { id, uploadIds } = unit.draft;
    const view = await this.withRev(key, (rev) => this.server.update(id, rev, { addUploadIds: missing }));
    this.noteDraft(key, view, [...uploadIds, ...missing]);
  }

  /** A unit for the draft that waits for an interrupted upload; what it says is read by {@link readDraft}. */
  private takeUp({ key, uploadId, resourceId, relativePath, fileName }: UploadItem): void {
    if (!uploadId || !resourceId) return;
    const waiting = this.snapshot.units.find((u) => u.draft?.id === resourceId);
    if (waiting?.draft) {
      const draft = { ...waiting.draft, uploadIds: [...waiting.draft.uploadIds, uploadId] };
      this.change(waiting.key, { uploadKeys: [...waiting.uploadKeys, key], draft });
      return;
    }
    const draft = { id: resourceId, rev: 0, uploadIds: [uploadId] };
    const unit = { ...this.unit([key], relativePath ?? fileName), draft };
    this.unread.add(unit.key);
    this.put({ units: [...this.snapshot.units, unit] });
  }

  /** Fills a unit with what its draft says. One whose draft is gone gets a new one. */
  private async readDraft(key: string): Promise<void> {
    const { draft } = this.unitOf(key);
    if (!draft) return;
    const view = await this.server.read(draft.id).catch((error: unknown) => {
      if (isApiError(error) && error.status === 404) return null;
      throw error;
    });
    this.unread.delete(key);
    const unit = this.snapshot.units.find((u) => u.key === key);
    if (!unit?.draft) return;
    if (!view) return this.change(key, { draft: null });
    const guess = guessOf(view);
    this.change(key, {
      title: unit.titleTouched || !view.title ? unit.title : view.title,
      titleTouched: true,
      guess,
      kept: guess !== null,
      linkUrl: view.linkUrl,
      phase: view.state === 'published' ? 'published' : unit.phase,
      draft: { ...unit.draft, rev: view.rev },
    });
    const { shared } = this.snapshot;
    if (shared.tags.length === 0 && !shared.description)
      this.setShared({ tags: view.tags, description: view.description });
    void this.guess();
  }

  /** Nobody else edits this draft: when it has moved on all the same, the answer to an earlier save of ours was lost. */
  private async withRev(key: string, act: (rev: number) => Promise<ResourceView>): Promise<ResourceView> {
    const { draft } = this.unitOf(key);
    if (!draft) throw new Error('no draft');
    const view = await act(draft.rev).catch(async (error: unknown) => {
      if (!isApiError(error, 'rev_conflict')) throw error;
      return act((await this.server.read(draft.id)).rev);
    });
    this.change(key, { draft: { ...draft, rev: view.rev } });
    return view;
  }

  private noteDraft(key: string, view: ResourceView, uploadIds: string[]): void {
    this.change(key, { draft: { id: view.id, rev: view.rev, uploadIds } });
  }

  private discard(units: readonly Unit[]): void {
    for (const unit of units) if (unit.draft) void this.server.trash(unit.draft.id).catch(() => undefined);
  }

  /** What the names suggest, asked for all at once; without an answer the titles stay as they are. */
  private async guess(): Promise<void> {
    const items = this.queue.getSnapshot().items;
    const open = this.snapshot.units
      .filter((u) => !u.guess && u.uploadKeys.length > 0 && u.phase === 'editing' && !this.unread.has(u.key))
      .slice(0, 200);
    const names = open.map(
      (u) =>
        this.names.get(u.uploadKeys[0]!) ?? items.find((i) => i.key === u.uploadKeys[0])?.fileName ?? u.title,
    );
    if (names.length === 0) return;
    try {
      const { items: guesses } = await this.server.guess(names.map((name) => name.slice(-1000)));
      guesses.forEach((guess, index) => {
        const unit = this.snapshot.units.find((u) => u.key === open[index]?.key);
        if (!unit || unit.guess) return;
        this.change(unit.key, { guess, title: unit.titleTouched || !guess.title ? unit.title : guess.title });
      });
    } catch {
      // a guess is a convenience: nothing depends on it
    }
  }

  private readonly names = new Map<string, string>();
  /** units whose draft has not been read yet */
  private readonly unread = new Set<string>();
  /** what the draft of a unit was last told, as JSON */
  private readonly savedAs = new Map<string, string>();

  private unit(uploadKeys: string[], fileName: string): Unit {
    if (uploadKeys[0]) this.names.set(uploadKeys[0], fileName);
    this.counter += 1;
    return freshUnit(`r${this.counter}`, uploadKeys, titleFromName(fileName));
  }

  /** One batch is one school's: who changes the school meanwhile changes it for what comes after. */
  private settleSchool(): void {
    const open = this.snapshot.units.some((u) => !isDone(u));
    if (!open) this.put({ schoolId: this.actingSchool() });
  }

  private unitOf(key: string): Unit {
    const unit = this.snapshot.units.find((u) => u.key === key);
    if (!unit) throw new Error(`no unit ${key}`);
    return unit;
  }

  private change(key: string, part: Partial<Unit>): void {
    this.put({ units: this.snapshot.units.map((u) => (u.key === key ? { ...u, ...part } : u)) });
  }

  private put(part: Partial<BatchSnapshot>): void {
    this.snapshot = { ...this.snapshot, ...part };
    this.listeners.forEach((listener) => listener());
  }
}
