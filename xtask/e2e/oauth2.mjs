// Starts the OAuth 2 server on a port, with what its own command has no options for: how long tokens are good, who may
// buy some, and a resource that takes only good ones.
//
// A form field `ttl` of a token request says for how many seconds the token is good. The resource is `/userinfo`; it
// counts, per client. `/revoke` withdraws all tokens of a client. Both have the client's id in their query.
import { OAuth2Server } from 'oauth2-mock-server';

const SECRET = 'b c:d%ä';
const server = new OAuth2Server();
await server.issuer.keys.generate('RS256');

const clients = new Map();
const client = (id) => {
  if (!clients.has(id)) clients.set(id, { sub: id, bought: 0, refused: 0, good: new Map() });
  return clients.get(id);
};
const decoded = (text) => decodeURIComponent(text.replaceAll('+', ' '));

/** The client that the query names. */
const named = (request) => client(new URL(request.url, 'http://localhost').searchParams.get('client'));

/** The client that a token request proves to come from: by `Authorization`, or by its body (RFC 6749, section 2.3.1). */
function proven(request) {
  const [, basic] = /^Basic (.+)$/.exec(request.headers.authorization ?? '') ?? [];
  if (!basic) return request.body.client_secret === SECRET ? request.body.client_id : undefined;
  const [id, secret] = Buffer.from(basic, 'base64').toString().split(':').map(decoded);
  return secret === SECRET ? id : undefined;
}

server.service.on('beforeTokenSigning', (token) => {
  token.payload.jti = Math.random().toString(36);
});

server.service.on('beforeResponse', (response, request) => {
  const id = proven(request);
  if (!id) {
    response.statusCode = 401;
    response.body = { error: 'invalid_client', error_description: 'The secret is wrong.' };
    return;
  }
  const seconds = Number(request.body.ttl ?? 3600);
  response.body.expires_in = seconds;
  client(id).bought += 1;
  client(id).good.set(response.body.access_token, Date.now() + seconds * 1000);
});

server.service.on('beforeUserinfo', (response, request) => {
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  // Which client it is can be read from the query even where the token is of no use.
  const known = named(request);
  if (Date.now() < (known.good.get(token) ?? 0)) {
    response.body = { sub: known.sub, bought: known.bought, refused: known.refused };
    return;
  }
  known.refused += 1;
  response.statusCode = 401;
  response.body = { error: 'invalid_token' };
});

server.service.on('beforeRevoke', (_response, request) => {
  named(request).good.clear();
});

await server.start(Number(process.argv[2]), '127.0.0.1');
