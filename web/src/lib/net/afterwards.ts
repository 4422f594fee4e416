/** What a page needs seldom, and loads once its first view stands. */
export { deviceSafe } from './device-safe';
export { Receipts } from './receipts/receipts';
export { Wayfinder } from './ways/wayfinder';
