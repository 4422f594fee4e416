/** Names and addresses with which a machine means itself, or any address of its own. */
const itself = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\])$/i;

/** Whether an address, without a scheme, is one that no other device reaches. */
export function isUnreachable(address: string): boolean {
  const host = address.replace(/\/.*$/, '').replace(/:\d+$/, '');
  return itself.test(host);
}
