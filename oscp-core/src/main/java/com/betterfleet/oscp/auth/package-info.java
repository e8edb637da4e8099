/**
 * Who may speak to us, and how we show who we are.
 *
 * <p>A connection has a credential that we present and one or more that we expect, all as names in the host's {@link
 * com.betterfleet.oscp.configuration.SecretVault}, which is asked at every use:
 *
 * <table>
 *   <caption>Credentials</caption>
 *   <tr><th>credential</th><th>presented by</th><th>judged by</th></tr>
 *   <tr><td>a token</td><td>{@link com.betterfleet.oscp.auth.TokenAuthorizer}</td>
 *       <td>{@link com.betterfleet.oscp.auth.TokenAuthenticator}</td></tr>
 *   <tr><td>an OAuth access token of the peer's token endpoint</td>
 *       <td>{@link com.betterfleet.oscp.auth.OAuthAuthorizer}</td><td>the peer</td></tr>
 *   <tr><td>one of our own {@link com.betterfleet.oscp.auth.TokenEndpoint}, or of a host's own issuer</td><td>the peer</td>
 *       <td>{@link com.betterfleet.oscp.auth.CredentialAuthenticator}</td></tr>
 * </table>
 *
 * <p>{@link com.betterfleet.oscp.auth.CredentialAuthorizer} and {@link com.betterfleet.oscp.auth.CredentialAuthenticator} take
 * whatever a connection is configured with. A credential counts for the connection named by the request's path and for no
 * other. No secret and no token shows in a log, an exception or any text.
 *
 * <p>An authorizer never blocks. An authenticator may: the keys of an issuer are fetched while the web server's thread waits,
 * for 6 s at most and without holding a lock. Time comes in as an {@link java.time.InstantSource}; nothing here starts threads.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.auth;

import javax.annotation.ParametersAreNonnullByDefault;
