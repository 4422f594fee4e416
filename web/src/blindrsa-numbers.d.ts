/** The large numbers inside the library of RFC 9474, as far as they are touched here. */
declare module '@cloudflare/blindrsa-ts/lib/src/sjcl/index.js' {
  export interface Big {
    /** In hexadecimal digits, with 0x before them. */
    toString(): string;
    inverseMod(modulus: Big): Big;
  }

  const sjcl: { readonly bn: { new (digits: string): Big; readonly prototype: Big } };
  export default sjcl;
}
