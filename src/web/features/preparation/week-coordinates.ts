import type { KeyboardCoordinateGetter } from '@dnd-kit/core';

const STEPS: Partial<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** With the arrow keys a lesson goes from week to week, and not by pixels. */
export const toNextWeek: KeyboardCoordinateGetter = (event, { active, context }) => {
  const step = STEPS[event.code];
  if (!step) return undefined;
  event.preventDefault();
  const from = Number(context.over?.id ?? 0);
  const rect = context.droppableRects.get(from + step) ?? context.droppableRects.get(from);
  const size = context.droppableContainers.get(active)?.rect.current ?? context.collisionRect;
  return rect && { x: rect.left + 8, y: rect.top + (rect.height - (size?.height ?? 0)) / 2 };
};
