import { RequestBudgetEntity } from './request-budget.entity.js';

export { BudgetInterceptor, Spends } from './budget.interceptor.js';
export { budgetMigrations } from './budget.migrations.js';
export { RequestBudget } from './request-budget.js';
export { RequestBudgetsRepository } from './request-budgets.repository.js';
export const budgetEntities = [RequestBudgetEntity];
